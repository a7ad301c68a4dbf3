import L from "leaflet";
import { crosses } from "./geometry";
import type { Own } from "./own";
import type { Drawing, Position, Ring } from "./types";

/** Which corner: part, ring, corner. */
export type Path = [number, number, number];

export interface CornersHost {
  map: L.Map;
  own: Own;
  snaps: () => boolean;
  /** Pixels within which a corner jumps to a line. */
  reach: () => number;
  placed: (ring: Ring) => void;
  /** While the line grows or a corner moves. */
  moving: (drawing: Drawing) => void;
  closed: (ring: Ring) => void;
  /** Whether a line is wanted, from here to there. */
  isLine: () => boolean;
  edited: (drawing: Drawing, action: string, choose: Path | null) => void;
  chose: (path: Path | null) => void;
  followed: (layer: L.Layer | null) => void;
}

/** The parts of Geoman's polygon tool that have no public name; its version is pinned. */
interface PolygonTool {
  _createVertex(event: { latlng: L.LatLng }): void;
  _removeLastVertex(): void;
  _finishShape(): void;
  _layer: L.Polyline;
  _hintMarker: L.Marker;
}
type Corner = L.Marker & { _middleMarkerNext?: L.Marker };
type Edited = { pm: { _markers: Corner[][][] } };

/** Pixels between two corners below which there is no room for a halfway point. */
const CROWD = 52;

/** Corner by corner: Geoman draws and drags, with our own ways for tap, keyboard and undo. */
export class Corners {
  private chosen: Path | null = null;
  private working: L.Polyline | null = null;
  private undone: L.LatLng[] = [];
  isDragging = false;

  constructor(private readonly host: CornersHost) {
    const { map, own } = host;
    map.on("pm:drawstart", ({ workingLayer }) => this.began(workingLayer as L.Polyline));
    map.on("zoomend", () => this.mark());
    map.on("pm:create", ({ layer }) => {
      const ring = ringOf(layer as L.Polygon);
      layer.remove();
      this.host.closed(ring);
    });
    own.layer.on("pm:markerdrag", () => {
      own.follow();
      this.host.moving(own.read());
    });
    own.layer.on("pm:markerdragstart pm:markerdragend", ({ type }) => { this.isDragging = type === "pm:markerdragstart"; });
    own.layer.on("pm:markerdragend", () => this.finish("act.moved", null));
    own.layer.on("pm:vertexremoved", () => this.finish("act.removed", null));
    own.layer.on("pm:vertexadded", ({ marker, indexPath }) => {
      // A midpoint that is being dragged is reported at its first pixel; its drag end counts.
      if (!(marker as { _dragging?: boolean })._dragging) this.finish("act.added", asPath(indexPath));
    });
    own.layer.on("pm:vertexclick", ({ indexPath }) => {
      const path = asPath(indexPath);
      if (path) this.choose(same(path, this.chosen) ? null : path);
    });
    own.layer.on("pm:snap", ({ layerInteractedWith }) => this.host.followed(layerInteractedWith));
    own.layer.on("pm:unsnap pm:markerdragend", () => this.host.followed(null));
  }

  /** The corners set so far. */
  get draft(): Ring {
    return this.working ? ringOf(this.working) : [];
  }

  enable(drawing: Drawing): void {
    this.disable();
    const options = { snappable: this.host.snaps(), snapDistance: this.host.reach(), allowSelfIntersection: true };
    if (drawing.length) {
      const many = drawing.flat(2).length > 60;
      this.host.own.layer.pm.enable({
        ...options, removeLayerBelowMinVertexCount: false, limitMarkersToCount: many ? 60 : -1,
      });
      this.mark();
      return;
    }
    const line = { className: "sk-draft", interactive: false };
    this.host.map.pm.enableDraw("Polygon", {
      ...options, tooltips: false, cursorMarker: matchMedia("(hover: hover)").matches, continueDrawing: false,
      templineStyle: line, hintlineStyle: { className: "sk-draft is-hint", interactive: false },
      pathOptions: { pmIgnore: true, snapIgnore: true, className: "sk-own", interactive: false },
    });
    // Clicks reach Geoman through set(): that is where taps, Enter and the zoom limit meet.
    this.host.map.off("click", this.tool._createVertex, this.tool);
  }

  disable(): void {
    this.host.followed(null);
    this.host.map.pm.disableDraw();
    this.host.own.layer.pm.disable();
    this.isDragging = false;
    this.working = null;
    this.undone = [];
  }

  get isDrawing(): boolean {
    return this.working !== null;
  }

  /** Sets the next corner, or the chosen corner's new place. */
  set(latlng: L.LatLng): void {
    if (this.working) {
      this.undone = [];
      this.place(latlng);
    } else if (this.chosen) {
      this.moveChosen(latlng, false);
    }
  }

  finishDraft(): void {
    const { draft } = this;
    if (this.host.isLine()) {
      if (draft.length < 2) return;
      this.disable();
      this.host.closed(draft);
    } else if (draft.length > 2) this.tool._finishShape();
  }

  /** Takes the last corner away; false where there's none. */
  stepBack(): boolean {
    const last = (this.working?.getLatLngs() as L.LatLng[] | undefined)?.at(-1);
    if (!last) return false;
    const { undone } = this;
    if (this.draft.length === 1) this.enable([]);
    else this.tool._removeLastVertex();
    this.undone = [...undone, last];
    this.host.placed(this.draft);
    return true;
  }

  stepForward(): boolean {
    const next = this.undone.pop();
    if (!next) return false;
    this.place(next, false);
    return true;
  }

  get canStepForward(): boolean {
    return this.undone.length > 0;
  }

  get choice(): Path | null {
    return this.chosen;
  }

  choose(path: Path | null): void {
    this.chosen = path;
    this.mark();
    this.host.chose(path);
  }

  /** The next or the previous corner, over all rings. */
  walk(step: number): void {
    const paths = this.host.own.read().flatMap((rings, part) =>
      rings.flatMap((ring, at) => ring.map((_, corner): Path => [part, at, corner])));
    const now = paths.findIndex((path) => same(path, this.chosen));
    if (paths.length) this.choose(paths[(now + step + paths.length) % paths.length] ?? null);
  }

  /** A tap lets go of the corner, or the next tap beside it would move it again; the arrow keys hold it. */
  moveChosen(latlng: L.LatLng, hold: boolean): void {
    const position: Position = [latlng.lng, latlng.lat];
    this.change((ring, corner) => ring.map((old, index) => (index === corner ? position : old)), "act.moved", hold ? this.chosen : null);
  }

  removeChosen(): void {
    this.change((ring, corner) => (ring.length > 3 ? ring.filter((_, index) => index !== corner) : ring), "act.removed", null);
  }

  chosenPosition(): Position | null {
    if (!this.chosen) return null;
    const [part, ring, corner] = this.chosen;
    return this.host.own.read()[part]?.[ring]?.[corner] ?? null;
  }

  private get tool(): PolygonTool {
    return (this.host.map.pm.Draw as unknown as { Polygon: PolygonTool }).Polygon;
  }

  private place(latlng: L.LatLng, snap = true): void {
    const { map } = this.host;
    if (snap) {
      // The corner under a finger never had a mouse before it: the snapping is told where it is.
      const point = map.latLngToContainerPoint(latlng);
      map.fire("mousemove", { latlng, containerPoint: point, layerPoint: map.containerPointToLayerPoint(point) });
    } else {
      (this.tool._hintMarker as { _snapped?: boolean })._snapped = false;
    }
    this.tool._createVertex({ latlng });
  }

  private began(working: L.Polyline): void {
    this.working = working;
    working.on("pm:vertexadded", () => this.host.placed(this.draft));
    working.on("pm:change", ({ latlngs }) => {
      const ring = (latlngs as L.LatLng[]).map(({ lat, lng }): Position => [lng, lat]);
      this.host.own.dash(working, crosses(ring, false));
      this.host.moving([[ring]]);
    });
    working.on("pm:snap", ({ layerInteractedWith }) => this.host.followed(layerInteractedWith));
    working.on("pm:unsnap", () => this.host.followed(null));
  }

  private finish(action: string, path: Path | null): void {
    this.host.own.follow();
    this.chosen = path;
    this.host.edited(this.host.own.read(), action, path);
  }

  private change(edit: (ring: Ring, corner: number) => Ring, action: string, choose: Path | null): void {
    if (!this.chosen) return;
    const [part, at, corner] = this.chosen;
    const drawing = this.host.own.read().map((rings, p) =>
      rings.map((ring, r) => (p === part && r === at ? edit(ring, corner) : ring)));
    this.host.edited(drawing, action, choose);
  }

  /** The chosen corner looks different; halfway points show where they don't crowd their corners. */
  private mark(): void {
    const { map, own } = this.host;
    const markers = (own.layer as unknown as Edited).pm._markers ?? [];
    const point = (marker: L.Marker): L.Point => map.latLngToContainerPoint(marker.getLatLng());
    markers.forEach((rings, part) => rings.forEach((ring, at) => ring.forEach((marker, corner) => {
      marker.getElement()?.classList.toggle("is-chosen", same([part, at, corner], this.chosen));
      const next = ring[(corner + 1) % ring.length]!;
      marker._middleMarkerNext?.getElement()?.toggleAttribute("hidden", point(marker).distanceTo(point(next)) < CROWD);
    })));
  }
}

function ringOf(layer: { getLatLngs(): unknown }): Ring {
  const latlngs = (layer.getLatLngs() as L.LatLng[]).flat(3) as L.LatLng[];
  return latlngs.map(({ lat, lng }) => [lng, lat]);
}

function asPath(path: unknown): Path | null {
  const [part, ring, corner]: (number | undefined)[] = Array.isArray(path) ? path : [];
  return part === undefined || ring === undefined || corner === undefined ? null : [part, ring, corner];
}

function same(a: Path, b: Path | null): boolean {
  return b !== null && a.every((value, index) => value === b[index]);
}
