import L from "leaflet";
import { Corners } from "./corners";
import { crossing, type Crossing } from "./crossings";
import type { Frame } from "./frame";
import type { Layers } from "./layers";
import { hectares } from "./measure";
import { Own } from "./own";
import { Snapper } from "./snap";
import { History } from "./state";
import { Stroke } from "./stroke";
import type { Drawing, Position, Tool } from "./types";
import type { Words } from "./words";

const LOWEST = 14;

export interface ToolsHost {
  map: L.Map;
  frame: Frame;
  words: Words;
  layers: Layers;
  isDrawing: () => boolean;
  /** Whether a line is drawn, from here to there, in the place of a ring. */
  isLine: () => boolean;
  minzoom: () => number | undefined;
  /** Whether the drawing crosses itself, and what is to be chosen then. */
  asked: (crossing: Crossing | null) => void;
  /** There is something else to say or to press; with the drawing as it lies while a line or a corner moves. */
  changed: (moving?: Drawing) => void;
  /** An action is finished. */
  finished: (drawing: Drawing) => void;
}

/** What each tool does to the drawing, and the way back from it. */
export class Tools {
  readonly own: Own;
  readonly corners: Corners;
  readonly stroke: Stroke;
  readonly history: History<Drawing>;
  /** The parts between which somebody still has to choose. */
  crossing: Crossing | null = null;
  /** The name of the line that is being followed. */
  follows = "";
  snaps = true;
  private touch = matchMedia("(pointer: coarse)").matches;

  constructor(private readonly host: ToolsHost, public tool: Tool, drawing: Drawing) {
    this.own = new Own(host.map);
    this.corners = this.makeCorners();
    this.stroke = this.makeStroke();
    this.history = new History(drawing);
    host.map.getContainer().addEventListener("pointerdown", (event) => {
      this.touch = event.pointerType === "touch";
    }, { capture: true });
  }

  get drawing(): Drawing {
    return this.history.value;
  }

  /** Whether a line or a corner is under a finger or a pressed mouse; once it's let go, `changed` follows. */
  get isDragging(): boolean {
    return this.stroke.isDragging || this.corners.isDragging;
  }

  get canUndo(): boolean {
    return this.history.canUndo || this.corners.draft.length > 0;
  }

  get canRedo(): boolean {
    return this.history.canRedo || this.corners.canStepForward;
  }

  get canClear(): boolean {
    return this.drawing.length > 0 || this.corners.draft.length > 0 || this.stroke.isOpen;
  }

  /** Whether the map is near enough to draw on. */
  get isNear(): boolean {
    return this.host.map.getZoom() >= (this.host.minzoom() ?? LOWEST);
  }

  /** Sets the tools up for the drawing as it is now. */
  refresh(): void {
    const isLine = this.host.isLine();
    this.own.show(this.drawing, isLine);
    this.crossing = this.host.isDrawing() && !isLine ? crossing(this.drawing) : null;
    this.host.asked(this.crossing);
    const tool = this.host.isDrawing() ? this.tool : null;
    this.host.frame.map.classList.toggle("is-stroke", tool === "stroke");
    this.stroke.disable();
    if (tool === "stroke") this.stroke.enable();
    // A line that is there is drawn anew, not changed corner by corner.
    if (tool === "points" && !(isLine && this.drawing.length)) this.corners.enable(this.drawing);
    else this.corners.disable();
    this.host.changed();
  }

  /** Somebody else's drawing in the place of this one; `refresh` shows it. */
  replace(drawing: Drawing): void {
    this.stroke.clear();
    this.corners.disable();
    this.history.record(drawing, "act.changed");
    this.corners.choose(null);
  }

  use(tool: Tool): void {
    if (tool === this.tool) return;
    this.tool = tool;
    this.corners.choose(null);
    this.refresh();
  }

  toggleSnap(): void {
    this.snaps = !this.snaps;
    this.refresh();
  }

  press(latlng: L.LatLng): void {
    if (this.tool !== "points" || !(this.corners.isDrawing || this.corners.choice)) return;
    if (!this.mayDraw()) return;
    const { lng, lat } = this.corners.choice && this.snaps
      ? toLatLng(this.snapper().hit([latlng.lng, latlng.lat]).position) : latlng;
    this.corners.set(L.latLng(lat, lng));
  }

  closeShape(): void {
    if (this.tool === "stroke") this.stroke.close();
    else this.corners.finishDraft();
  }

  /** Of a line that crosses itself only these parts. */
  keep(parts: number[]): void {
    if (this.crossing) this.finish(this.crossing.keep(parts), "act.kept");
  }

  undo(): void {
    if (this.corners.isDrawing && this.corners.stepBack()) return this.host.changed();
    this.step(this.history.undo(), "sr.undone");
  }

  redo(): void {
    if (this.corners.isDrawing && this.corners.stepForward()) return this.host.changed();
    this.step(this.history.redo(), "sr.redone");
  }

  clear(): void {
    const unfinished = this.stroke.isOpen || this.corners.draft.length > 0;
    this.stroke.clear();
    this.corners.choose(null);
    if (this.drawing.length) this.finish([], "map.clear");
    else if (unfinished) this.refresh();
  }

  removeLast(): void {
    if (this.host.isDrawing() && this.corners.stepBack()) this.host.changed();
  }

  /** To the next or the previous corner, and the map along with it. */
  walk(step: number): void {
    if (this.tool !== "points") return;
    this.corners.walk(step);
    const at = this.corners.chosenPosition();
    if (at) this.host.map.panInside(toLatLng(at), { padding: [60, 60], animate: false });
  }

  /** Moves the chosen corner, in metres. */
  nudge(east: number, north: number): void {
    const at = this.corners.chosenPosition();
    if (!at) return;
    const metre = 1 / 111320;
    const position: Position = [at[0] + (east * metre) / Math.cos((at[1] * Math.PI) / 180), at[1] + north * metre];
    this.corners.moveChosen(toLatLng(position), true);
  }

  private makeCorners(): Corners {
    const { own, host } = this;
    return new Corners({
      map: host.map, own, snaps: () => this.snaps, reach: () => this.reach,
      placed: (ring) => {
        const n = ring.length;
        const said = host.isLine() ? "sr.point.line" : "sr.point";
        host.frame.announce(n ? host.words.say(said, { n, ha: this.ha([[ring]]) }) : "");
        host.changed();
      },
      moving: (drawing) => host.changed(drawing),
      isLine: () => host.isLine(),
      closed: (ring) => {
        const snapper = this.snaps ? this.snapper() : null;
        if (host.isLine()) return this.finish([[snapper ? ring.map((corner) => snapper.hit(corner).position) : ring]], "act.stroke");
        const full = snapper ? snapper.follow(ring.map((corner) => snapper.hit(corner)), false) : ring;
        this.finish([[full]], "act.closed");
      },
      edited: (drawing, action, choose) => {
        this.finish(drawing, action);
        this.corners.choose(choose);
      },
      chose: () => host.changed(),
      followed: (layer) => {
        host.layers.light(layer);
        this.follows = layer ? host.layers.nameOf(layer) : "";
        host.changed();
      },
    });
  }

  private makeStroke(): Stroke {
    const { own, host } = this;
    return new Stroke({
      map: host.map,
      allowed: () => this.mayDraw(),
      snapper: () => (this.snaps ? this.snapper() : null),
      sketch: (line) => {
        own.sketch(line);
        host.changed(line.length > 2 && !host.isLine() ? [[line]] : undefined);
      },
      isLine: () => host.isLine(),
      closed: (ring) => {
        if (!host.isLine()) this.tool = "points";
        this.finish([[ring]], "act.stroke");
      },
      left: () => host.changed(),
    });
  }

  private get reach(): number {
    return this.touch ? 28 : 20;
  }

  private snapper(): Snapper {
    return new Snapper(this.host.map, this.host.layers.targets, this.reach);
  }

  /** Says so where the map isn't near enough. */
  private mayDraw(): boolean {
    if (this.isNear) return true;
    this.host.frame.remark(this.host.words.say("map.zoom"), 4);
    return false;
  }

  /** A finished action: remembered, shown and told. */
  private finish(drawing: Drawing, action: string): void {
    this.history.record(drawing, action);
    const said = this.host.isLine() ? action : "sum.area";
    this.host.frame.announce(this.host.words.say(said, { ha: this.ha(drawing) }), 1000);
    this.refresh();
    this.host.finished(this.drawing);
  }

  private step(action: string | null, key: string): void {
    if (action === null) return;
    const { frame, words } = this.host;
    this.corners.choose(null);
    frame.announce(words.say(key, { action: words.say(action), ha: this.ha(this.drawing) }));
    this.refresh();
    this.host.finished(this.drawing);
  }

  private ha(drawing: Drawing): string {
    return this.host.words.number(this.host.isLine() ? 0 : hectares(drawing));
  }
}

function toLatLng([x, y]: Position): L.LatLng {
  return L.latLng(y, x);
}
