import type * as Leaflet from "leaflet";
import { placeNames } from "./names";
import type { Shape, Shapes } from "./shapes";
import { MISSING, type PanelData, PLAIN, type Row, SMALL } from "./types";

declare const L: typeof Leaflet;

const EDGE = "#ffffff";
const EDGE_UNDER = "#333333";
const PATTERN = "#6b6b6b";
/** Areas that are this wide on the screen, on the whole, have edges of full width. */
const WIDE = 40;

/** What Leaflet keeps for a renderer; its types leave it out. */
interface Kept {
  _map: Leaflet.Map;
  _bounds: Leaflet.Bounds;
  _container: HTMLCanvasElement;
  _zoom: number;
  _update(): void;
}

/** All areas of a map on one canvas: thousands are drawn at once, and another year is only another drawing. */
export class AreaLayer extends L.Renderer {
  private rows: Row[] = [];
  private lit = new Set<number>();
  private readonly patterns = new Map<number, CanvasPattern | null>();

  constructor(
    private readonly shapes: Shapes,
    private readonly panel: PanelData,
    private readonly numbers: boolean,
  ) {
    // With more around it, the edge shows less while the map is moved.
    super({ padding: 0.3 });
  }

  show(rows: Row[]): void {
    this.rows = [...rows].sort((a, b) => a[2] - b[2]);
    this.paint();
  }

  light(areas: number[]): void {
    if (areas.length === this.lit.size && areas.every((area) => this.lit.has(area))) return;
    this.lit = new Set(areas);
    this.paint();
  }

  /** The area at a place; of two that overlap, the one that lies on top. */
  at(place: Leaflet.LatLng): Row | undefined {
    const { x, y } = L.CRS.EPSG3857.latLngToPoint(place, 0).subtract(this.shapes.middle);
    for (let i = this.rows.length - 1; i >= 0; i--) {
      const row = this.rows[i]!;
      const shape = this.shapes.all[row[1]];
      if (shape && this.shapes.holds(shape, x, y)) return row;
    }
    return undefined;
  }

  /** Leaflet calls these. */
  _initContainer(): void {
    const canvas = document.createElement("canvas");
    canvas.style.pointerEvents = "none";
    this.kept._container = canvas;
  }

  _destroyContainer(): void {
    this.kept._container.remove();
  }

  _update(): void {
    const { _map: map, _bounds: before } = this.kept;
    if ((map as unknown as { _animatingZoom?: boolean })._animatingZoom && before) return;
    (L.Renderer.prototype as unknown as Kept)._update.call(this);
    const { _container: canvas, _bounds: bounds } = this.kept;
    const size = bounds.getSize();
    L.DomUtil.setPosition(canvas, bounds.min!);
    canvas.width = size.x * devicePixelRatio;
    canvas.height = size.y * devicePixelRatio;
    canvas.style.width = `${size.x}px`;
    canvas.style.height = `${size.y}px`;
    this.paint();
  }

  private get kept(): Kept {
    return this as unknown as Kept;
  }

  private paint(): void {
    const { _map: map, _container: canvas, _bounds: bounds } = this.kept;
    const context = canvas?.getContext("2d");
    if (!map || !context || !bounds) return;
    const scale = map.getZoomScale(map.getZoom(), 0);
    const corner = map.getPixelOrigin().add(bounds.min!);
    const shift = this.shapes.middle.multiplyBy(scale).subtract(corner);
    const sharp = devicePixelRatio;
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, canvas.width, canvas.height);
    const inSight = this.inSight(scale, shift, bounds.getSize());
    context.setTransform(sharp * scale, 0, 0, sharp * scale, sharp * shift.x, sharp * shift.y);
    this.fill(context, inSight, sharp * scale);
    this.stroke(context, inSight, scale);
    context.setTransform(sharp, 0, 0, sharp, 0, 0);
    const where = (shape: Shape): [number, number] => [shape.x * scale + shift.x, shape.y * scale + shift.y];
    if (this.panel.circles) this.circles(context, inSight, where);
    placeNames(context, inSight, this.shapes, { where, scale, circles: this.panel.circles, numbers: this.numbers });
  }

  private inSight(scale: number, shift: Leaflet.Point, size: Leaflet.Point): Row[] {
    return this.rows.filter((row) => {
      const box = this.shapes.all[row[1]]?.box;
      return box !== undefined && box.right * scale + shift.x > 0 && box.left * scale + shift.x < size.x &&
        box.bottom * scale + shift.y > 0 && box.top * scale + shift.y < size.y;
    });
  }

  private fill(context: CanvasRenderingContext2D, rows: Row[], scale: number): void {
    for (const [, place, code] of rows) {
      const shape = this.shapes.all[place]!;
      // A class has the very colour of the legend; under circles the ground may be seen.
      context.globalAlpha = code === PLAIN ? 0.5 : 1;
      context.fillStyle = code < 0 ? this.pattern(context, code, scale) : this.panel.colours[code] ?? EDGE;
      context.fill(shape.path);
    }
    context.globalAlpha = 1;
  }

  private stroke(context: CanvasRenderingContext2D, rows: Row[], scale: number): void {
    const sum = rows.reduce((total, [, place]) => total + this.width(place), 0);
    const thin = Math.min(1, Math.max(0.2, sum / (rows.length || 1) * scale / WIDE));
    context.lineJoin = "round";
    const edges: [string, number][] = thin < 0.5 ? [[EDGE_UNDER, thin]] : [[EDGE_UNDER, 2.5 * thin], [EDGE, thin]];
    // Of very small areas an edge would cover the colour.
    context.globalAlpha = Math.min(1, 2 * thin);
    for (const [colour, width] of edges) {
      context.strokeStyle = colour;
      context.lineWidth = width / scale;
      for (const [, place] of rows) context.stroke(this.shapes.all[place]!.path);
    }
    context.globalAlpha = 1;
    for (const [colour, width] of [["#000000", 7], ["#ffd500", 4]] as const) {
      context.strokeStyle = colour;
      context.lineWidth = width / scale;
      for (const [area, place] of rows) if (this.lit.has(area)) context.stroke(this.shapes.all[place]!.path);
    }
  }

  private width(place: number): number {
    const box = this.shapes.all[place]!.box;
    return box.right - box.left;
  }

  private circles(
    context: CanvasRenderingContext2D, rows: Row[], where: (shape: Shape) => [number, number],
  ): void {
    // Small ones on top of large ones.
    for (const [area, place, code, radius] of [...rows].sort((a, b) => Math.abs(b[3]) - Math.abs(a[3]))) {
      if (code === MISSING || code === SMALL) continue;
      const [x, y] = where(this.shapes.all[place]!);
      context.beginPath();
      context.arc(x, y, Math.max(Math.abs(radius), 1.5), 0, 2 * Math.PI);
      context.globalAlpha = 0.8;
      context.fillStyle = radius === 0 ? "#ffffff" : radius < 0 ? this.panel.less : this.panel.more;
      context.fill();
      context.globalAlpha = 1;
      context.lineWidth = this.lit.has(area) ? 3 : 1.2;
      context.strokeStyle = EDGE_UNDER;
      context.stroke();
    }
  }

  private pattern(context: CanvasRenderingContext2D, code: number, scale: number): CanvasPattern | string {
    if (code !== MISSING && code !== SMALL) return "#ffffff";
    if (!this.patterns.has(code)) this.patterns.set(code, makePattern(context, code));
    const made = this.patterns.get(code);
    // Its size is that of the screen, however close the map is.
    made?.setTransform(new DOMMatrix().scale(1 / scale).rotate(code === MISSING ? 45 : 0));
    return made ?? "#ffffff";
  }
}

function makePattern(context: CanvasRenderingContext2D, code: number): CanvasPattern | null {
  const tile = document.createElement("canvas");
  const side = Math.round(6 * devicePixelRatio);
  tile.width = side;
  tile.height = side;
  const pen = tile.getContext("2d");
  if (!pen) return null;
  pen.fillStyle = "#ffffff";
  pen.fillRect(0, 0, side, side);
  pen.fillStyle = PATTERN;
  if (code === MISSING) pen.fillRect(0, 0, side, side / 4);
  else {
    pen.arc(side / 2, side / 2, side / 5, 0, 2 * Math.PI);
    pen.fill();
  }
  return context.createPattern(tile, "repeat");
}
