import type * as Leaflet from "leaflet";
import type { Data } from "./types";

declare const L: typeof Leaflet;

const STEP = 1e-6;

export interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

export interface Shape {
  path: Path2D;
  box: Box;
  /** Where a name or a circle goes. */
  x: number;
  y: number;
}

/**
 * Shapes in pixels of zoom 0, counted from a middle: paths keep few digits, and so far from it corners would tremble
 * when the map is close by.
 */
export class Shapes {
  readonly middle: Leaflet.Point;
  readonly all: Shape[];
  private readonly asker = document.createElement("canvas").getContext("2d");

  constructor(data: Data) {
    const [west, south, east, north] = data.box ?? [0, 0, 0, 0];
    this.middle = L.CRS.EPSG3857.latLngToPoint(L.latLng((south + north) / 2, (west + east) / 2), 0);
    this.all = data.shapes.map((rings, place) => this.read(rings, data.points[place] ?? [0, 0]));
  }

  private read(rings: number[][], [lng, lat]: [number, number]): Shape {
    const path = new Path2D();
    const box = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };
    for (const ring of rings) {
      let east = 0;
      let north = 0;
      for (let i = 0; i < ring.length; i += 2) {
        east += ring[i]!;
        north += ring[i + 1]!;
        const x = across(east) - this.middle.x;
        const y = down(north) - this.middle.y;
        if (i === 0) path.moveTo(x, y);
        else path.lineTo(x, y);
        box.left = Math.min(box.left, x);
        box.right = Math.max(box.right, x);
        box.top = Math.min(box.top, y);
        box.bottom = Math.max(box.bottom, y);
      }
      path.closePath();
    }
    return { path, box, x: across(lng) - this.middle.x, y: down(lat) - this.middle.y };
  }

  holds(shape: Shape, x: number, y: number): boolean {
    const { left, right, top, bottom } = shape.box;
    if (x < left || x > right || y < top || y > bottom || !this.asker) return false;
    return this.asker.isPointInPath(shape.path, x, y);
  }
}

/** As Leaflet's own projection, without an object for each corner. */
function across(steps: number): number {
  return 256 * (steps * STEP / 360 + 0.5);
}

function down(steps: number): number {
  const sine = Math.sin(steps * STEP * Math.PI / 180);
  return 256 * (0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI));
}
