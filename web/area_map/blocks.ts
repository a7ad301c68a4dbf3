import L from "leaflet";
import { box, contains } from "./geometry";
import { hectares } from "./measure";
import type { BlockRow, Drawing, Position, Ring } from "./types";

const UNIT = 1e-6;
const EDGE = "#5f6b73";
const OWN = "#0057b7";

export interface Block {
  id: string;
  name: string;
  drawing: Drawing;
  ha: number;
  box: [number, number, number, number];
  layer: L.Polygon;
  /** Numbers of its edges; an edge that two blocks share has one number. */
  edges: number[];
}

/** Blocks that lie in one neighbourhood, as their ids tell: `BU01180503-007` lies in `BU01180503`. */
export interface Group {
  name: string;
  ids: string[];
  ha: number;
}

/** A block smaller than this on the screen can't be hit with a finger. */
const SMALLEST_PX = 24;

/**
 * All blocks on one canvas: a tap repaints what lies round one block, not hundreds of elements. The outline of what is
 * picked is made of the edges that belong to an odd number of picked blocks.
 */
export class Blocks {
  private byId = new Map<string, Block>();
  private ends: [Position, Position][] = [];
  private odd: boolean[] = [];
  private picked = new Set<string>();
  private strong = false;
  private readonly fills: L.Canvas;
  private readonly lines: L.Polyline[];
  private readonly group: L.LayerGroup;
  private groups = new Map<string, Group>();
  /** The side of a block in the middle of all by size, in metres. */
  private side = 0;
  private joined = false;
  private readonly rims: L.Polyline;

  constructor(private readonly map: L.Map) {
    map.createPane("sk-blocks").style.zIndex = "370";
    map.createPane("sk-picked").style.zIndex = "438";
    this.fills = L.canvas({ pane: "sk-blocks", padding: 0.3 });
    const renderer = L.canvas({ pane: "sk-picked", padding: 0.3 });
    this.group = L.layerGroup().addTo(map);
    this.rims = L.polyline([], { renderer: this.fills, pane: "sk-blocks", color: EDGE, weight: 1.5, interactive: false, pmIgnore: true, snapIgnore: true });
    map.on("zoomend", () => this.join());
    this.lines = ["#fff", OWN].map((color, top) => L.polyline([], {
      renderer, pane: "sk-picked", color, weight: top ? 4 : 7, opacity: 1, interactive: false, pmIgnore: true, snapIgnore: true,
    }).addTo(map));
  }

  get size(): number {
    return this.byId.size;
  }

  set(rows: BlockRow[]): void {
    this.group.clearLayers();
    this.byId = new Map();
    this.ends = [];
    const numbers = new Map<string, number>();
    for (const row of rows) {
      const block = this.read(row, numbers);
      this.byId.set(block.id, block);
      this.group.addLayer(block.layer);
    }
    this.groups = this.grouped();
    const sizes = [...this.byId.values()].map(({ ha }) => ha).sort((a, b) => a - b);
    this.side = Math.sqrt((sizes[sizes.length >> 1] ?? 0) * 1e4);
    this.joined = false;
    this.join();
    const { picked } = this;
    this.picked = new Set();
    this.odd = this.ends.map(() => false);
    this.pick([...picked]);
  }

  /** Shows these blocks as picked; only what differs is painted anew. */
  pick(ids: string[]): void {
    const wanted = new Set(ids.filter((id) => this.byId.has(id)));
    const changed = [...this.byId.keys()].filter((id) => wanted.has(id) !== this.picked.has(id));
    this.picked = wanted;
    for (const id of changed) {
      const { layer, edges } = this.byId.get(id)!;
      layer.setStyle(this.looks(id));
      for (const edge of edges) this.odd[edge] = !this.odd[edge];
    }
    const outline = this.ends.filter((_, edge) => this.odd[edge])
      .map(([a, b]): L.LatLngTuple[] => [[a[1], a[0]], [b[1], b[0]]]);
    for (const line of this.lines) line.setLatLngs(outline);
  }

  at(position: Position): Block | null {
    const [x, y] = position;
    for (const block of this.byId.values()) {
      const [west, south, east, north] = block.box;
      if (x >= west && x <= east && y >= south && y <= north && contains(block.drawing, position)) return block;
    }
    return null;
  }

  /** Whether blocks are so small on the screen that one takes all of a neighbourhood at a time. */
  get isJoined(): boolean {
    return this.joined;
  }

  /** The blocks that go together with one at this zoom. */
  groupOf(block: Block): Group {
    const whole = this.joined ? this.groups.get(key(block.id)) : undefined;
    return whole ?? { name: block.name, ids: [block.id], ha: block.ha };
  }

  private join(): void {
    const { lat } = this.map.getCenter();
    const metres = (40075017 * Math.cos((lat * Math.PI) / 180)) / (256 * 2 ** this.map.getZoom());
    const joined = this.byId.size > this.groups.size && this.side / metres < SMALLEST_PX;
    if (joined === this.joined) return;
    this.joined = joined;
    for (const { id, layer } of this.byId.values()) layer.setStyle(this.looks(id));
    this.rims.setLatLngs(joined ? this.outlines() : []);
    if (joined) this.group.addLayer(this.rims);
    else this.group.removeLayer(this.rims);
  }

  private grouped(): Map<string, Group> {
    const found = new Map<string, Group>();
    for (const { id, name, ha } of this.byId.values()) {
      const group = found.get(key(id)) ?? { name: name.replace(/[\s-]*\d+$/, "") || name, ids: [], ha: 0 };
      group.ids.push(id);
      group.ha += ha;
      found.set(key(id), group);
    }
    return found;
  }

  /** The edges of neighbourhoods: those that one block alone of it has. */
  private outlines(): L.LatLngTuple[][] {
    return [...this.groups.values()].flatMap(({ ids }) => {
      const odd = new Set<number>();
      for (const edge of ids.flatMap((id) => this.byId.get(id)!.edges)) if (!odd.delete(edge)) odd.add(edge);
      return [...odd].map((edge): L.LatLngTuple[] => this.ends[edge]!.map(([x, y]): L.LatLngTuple => [y, x]));
    });
  }

  known(ids: string[]): string[] {
    return ids.filter((id) => this.byId.has(id));
  }

  ha(ids: string[]): number {
    return ids.reduce((sum, id) => sum + (this.byId.get(id)?.ha ?? 0), 0);
  }

  bounds(ids: string[]): L.LatLngBounds | null {
    const corners = ids.flatMap((id) => {
      const block = this.byId.get(id);
      return block ? [L.latLng(block.box[1], block.box[0]), L.latLng(block.box[3], block.box[2])] : [];
    });
    return corners.length ? L.latLngBounds(corners) : null;
  }

  visible(on: boolean): void {
    for (const name of ["sk-blocks", "sk-picked"]) {
      const pane = this.map.getPane(name);
      if (pane) pane.hidden = !on;
    }
  }

  /** Black on white, half as thick again and nothing see-through. */
  contrast(on: boolean): void {
    if (on === this.strong) return;
    this.strong = on;
    for (const { id, layer } of this.byId.values()) layer.setStyle(this.looks(id));
    this.lines[1]?.setStyle({ color: on ? "#000" : OWN, weight: on ? 6 : 4 });
    this.lines[0]?.setStyle({ weight: on ? 9 : 7 });
  }

  private looks(id: string): L.PathOptions {
    const on = this.picked.has(id);
    if (this.strong) return { color: "#000", weight: 1.5, opacity: 1, fillColor: on ? "#bdbdbd" : "#fff", fillOpacity: 1 };
    return { color: EDGE, weight: 1, opacity: this.joined ? 0.12 : 0.8, fillColor: on ? OWN : "#fff", fillOpacity: on ? 0.28 : 0.01 };
  }

  private read([id, name, parts]: BlockRow, numbers: Map<string, number>): Block {
    const drawing = parts.map((rings) => rings.map(unpack));
    const latlngs = drawing.map((rings) => rings.map((ring) => ring.map(([x, y]): L.LatLngTuple => [y, x])));
    const layer = L.polygon(latlngs, {
      renderer: this.fills, pane: "sk-blocks", interactive: false, pmIgnore: true, snapIgnore: true, ...this.looks(id),
    });
    const edges = drawing.flat().flatMap((ring) => ring.map((from, index) => this.edge(from, ring[(index + 1) % ring.length]!, numbers)));
    return { id, name, drawing, ha: hectares(drawing), box: box(drawing.flat(2)), layer, edges };
  }

  private edge(a: Position, b: Position, numbers: Map<string, number>): number {
    const [one, other] = [a.join(), b.join()];
    const key = one < other ? `${one} ${other}` : `${other} ${one}`;
    const known = numbers.get(key);
    if (known !== undefined) return known;
    numbers.set(key, this.ends.length);
    return this.ends.push([a, b]) - 1;
  }
}

/** Of a block its neighbourhood: the id up to the last dash. */
function key(id: string): string {
  const dash = id.lastIndexOf("-");
  return dash > 0 ? id.slice(0, dash) : id;
}

/** From whole millionths of a degree, each corner as its step from the one before. */
function unpack(steps: number[]): Ring {
  let [x, y] = [0, 0];
  const ring: Ring = [];
  for (let index = 0; index + 1 < steps.length; index += 2) {
    x += steps[index]!;
    y += steps[index + 1]!;
    ring.push([x * UNIT, y * UNIT]);
  }
  return ring;
}
