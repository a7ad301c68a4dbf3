import L from "leaflet";
import { crosses } from "./geometry";
import { still, toLatLngs } from "./layers";
import type { Drawing, Position } from "./types";

/** How the resident's own drawing looks: blue on a white casing, dashed while it crosses itself. */
export class Own {
  private readonly casing: L.Polygon;
  /** The layer whose corners Geoman edits. */
  readonly layer: L.Polygon;
  /** A line that is drawn from here to there, in the place of land. */
  private readonly line: L.Polyline[];
  private readonly draft: L.Polyline[];

  constructor(private readonly map: L.Map) {
    this.casing = L.polygon([], still("own", "sk-own-casing")).addTo(map);
    this.layer = L.polygon([], { ...still("own", "sk-own"), pmIgnore: false }).addTo(map);
    this.line = ["sk-own-casing", "sk-own is-line"].map((name) => L.polyline([], still("own", name)).addTo(map));
    this.draft = ["sk-own-casing", "sk-draft"].map((name) => L.polyline([], still("own", name)).addTo(map));
  }

  show(drawing: Drawing, isLine = false): void {
    this.layer.setLatLngs(toLatLngs(isLine ? [] : drawing));
    for (const layer of this.line) layer.setLatLngs(isLine ? (drawing[0]?.[0] ?? []).map(([x, y]): L.LatLngTuple => [y, x]) : []);
    this.follow();
  }

  /** The casing and the dashes keep up with the line while a corner is being dragged. */
  follow(): void {
    this.casing.setLatLngs(this.layer.getLatLngs() as L.LatLng[][][]);
    this.dash(this.layer, this.read().flat().some((ring) => crosses(ring)));
  }

  /** An unfinished line: a stroke under the finger, or one that didn't come round. */
  sketch(line: Position[]): void {
    for (const layer of this.draft) layer.setLatLngs(line.map(([x, y]): L.LatLngTuple => [y, x]));
    const [, top] = this.draft;
    if (top) this.dash(top, crosses(line, false));
  }

  /** The drawing as the layer holds it now, in full precision. */
  read(): Drawing {
    const latlngs = this.layer.getLatLngs() as L.LatLng[][][];
    return latlngs
      .map((rings) => rings.map((ring) => ring.map(({ lat, lng }): Position => [lng, lat])).filter((ring) => ring.length > 2))
      .filter((rings) => rings.length > 0);
  }

  dash(layer: L.Path, crossing: boolean): void {
    layer.getElement()?.classList.toggle("is-crossing", crossing);
  }

  /** Not drawn while the map only shows. */
  visible(on: boolean): void {
    const pane = this.map.getPane("sk-own");
    if (pane) pane.hidden = !on;
  }
}
