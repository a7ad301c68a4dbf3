import L from "leaflet";
import "@geoman-io/leaflet-geoman-free";
import { Basemap } from "./basemap";
import { Corners } from "./corners";
import { Button, Frame } from "./frame";
import { toDrawing, toGeometry } from "./geometry";
import { listen } from "./keyboard";
import { Layers } from "./layers";
import { hectares } from "./measure";
import { Own } from "./own";
import { followed, Snapper } from "./snap";
import { History } from "./state";
import { Stroke } from "./stroke";
import { Toolbar } from "./toolbar";
import { shareTouch } from "./touch";
import type { Data, Drawing, Position, Send, Tool } from "./types";
import { Words } from "./words";

const LOWEST = 14;

// Geoman makes each corner a tab stop of its own; the map is one.
L.Marker.mergeOptions({ keyboard: false });

/** The map with all its tools: holds what's drawn, tells Python what's finished, and takes in what Python changed. */
export class AreaMap {
  readonly map: L.Map;
  private readonly words = new Words();
  private readonly history = new History();
  private readonly frame: Frame;
  private readonly layers: Layers;
  private readonly basemap: Basemap;
  private readonly own: Own;
  private readonly corners: Corners;
  private readonly stroke: Stroke;
  private readonly toolbar: Toolbar;
  private readonly zoom: L.Control.Zoom;
  private readonly closeButton: Button;
  private readonly removeButton: Button;
  private readonly unlisten: () => void;
  private readonly resize: ResizeObserver;
  private tool: Tool = "points";
  private snaps = true;
  private followsName = "";
  private touched = false;
  private sentFollowed = "[]";
  private selected: string | null;
  private multi = false;
  private touch = matchMedia("(pointer: coarse)").matches;

  constructor(element: HTMLElement, private data: Data, private send: Send) {
    this.frame = new Frame(element);
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const { map: container } = this.frame;
    this.map = L.map(container, {
      attributionControl: false, zoomControl: false, keyboard: false, boxZoom: false, doubleClickZoom: false,
      maxZoom: 19, zoomSnap: 0.5, scrollWheelZoom: true, maxBoundsViscosity: 0.8,
      zoomAnimation: !calm, fadeAnimation: !calm, markerZoomAnimation: !calm, inertia: !calm,
    });
    for (const holder of [element, container]) Object.assign(holder, { leafletMap: this.map });
    this.map.setView([52.73, 6.48], 12);
    this.layers = new Layers(this.map);
    this.layers.onSelect = (id) => this.choose(id);
    this.basemap = new Basemap(this.map, this.frame.credit, () => this.frame.remark(this.words.say("map.notiles"), 8));
    this.own = new Own(this.map);
    this.corners = this.makeCorners();
    this.stroke = this.makeStroke();
    this.toolbar = new Toolbar(this.frame.bar, {
      tool: (tool) => this.use(tool), undo: () => this.undo(), redo: () => this.redo(), clear: () => this.clear(),
      snap: () => this.toggleSnap(),
    });
    this.closeButton = new Button("close", "map.close", (event) => this.hand(event, () => this.closeShape()));
    this.removeButton = new Button("remove", "map.point", (event) => this.hand(event, () => this.corners.removeChosen()));
    this.frame.hand.append(this.closeButton.element, this.removeButton.element);
    this.words.set(data.texts, data.locale);
    this.zoom = L.control.zoom({
      position: "bottomright", zoomInTitle: this.words.say("map.zoomin"), zoomOutTitle: this.words.say("map.zoomout"),
    }).addTo(this.map);
    this.unlisten = this.makeKeyboard(element);
    shareTouch(this.map, (touch) => (this.isDrawing ? this.tool !== "stroke" : !touch),
      () => this.frame.remark(this.words.say("map.fingers"), 2));
    container.addEventListener("pointerdown", (event) => { this.touch = event.pointerType === "touch"; }, { capture: true });
    for (const name of ["pointerdown", "wheel", "keydown"]) {
      container.addEventListener(name, () => { this.touched = true; }, { capture: true, passive: true });
    }
    this.map.on("click", ({ latlng }) => this.press(latlng));
    this.map.on("zoomend", () => this.tell());
    this.resize = new ResizeObserver(() => this.fit());
    this.resize.observe(this.frame.view);

    this.selected = data.selected;
    this.tool = data.tool === "draw" ? "stroke" : data.tool ?? "points";
    this.multi = data.drawing?.type === "MultiPolygon";
    this.history.reset(toDrawing(data.drawing));
    this.takeIn(data);
    this.fit();
  }

  /** A rerun: only what changed changes; view and drawing stay. */
  update(data: Data, send: Send): void {
    const before = this.data;
    this.data = data;
    this.send = send;
    if (data.selected !== before.selected) this.selected = data.selected;
    if (data.revision !== before.revision) {
      this.multi = data.drawing?.type === "MultiPolygon";
      this.stroke.clear();
      this.corners.disable();
      this.history.record(toDrawing(data.drawing), "act.changed");
      this.corners.choose(null);
    }
    const again = data.revision !== before.revision || data.mode !== before.mode;
    this.takeIn(data, again);
  }

  dispose(): void {
    this.unlisten();
    this.resize.disconnect();
    this.frame.dispose();
    this.map.remove();
  }

  private get isDrawing(): boolean {
    return this.data.mode === "draw";
  }

  private get drawing(): Drawing {
    return this.history.drawing;
  }

  private takeIn(data: Data, again = true): void {
    const { frame, words } = this;
    words.set(data.texts, data.locale);
    frame.view.style.height = data.height ?? (this.isDrawing ? "58svh" : "45svh");
    frame.map.classList.toggle("is-drawing", this.isDrawing);
    frame.map.classList.toggle("is-showing", !this.isDrawing);
    frame.bar.hidden = !this.isDrawing;
    frame.bar.setAttribute("aria-label", words.say("map.tools"));
    frame.map.setAttribute("aria-label", words.say(this.isDrawing ? "map.label.draw" : "map.label"));
    this.toolbar.name(words);
    this.closeButton.name(words);
    this.removeButton.name(words);
    const buttons = this.zoom.getContainer()?.querySelectorAll("a") ?? [];
    ["map.zoomin", "map.zoomout"].forEach((key, index) => {
      buttons[index]?.setAttribute("aria-label", words.say(key));
      buttons[index]?.setAttribute("title", words.say(key));
    });
    this.layers.update(data);
    this.layers.select(this.isDrawing ? null : this.selected);
    this.basemap.set(data.basemap);
    this.own.visible(this.isDrawing || this.drawing.length > 0);
    if (again) this.refresh();
    else this.tell();
  }

  /**
   * The first view; once somebody touched the map only its size is followed. Until then its frame may still be
   * growing, or be in a tab that isn't shown yet.
   */
  private fit(): void {
    this.map.invalidateSize({ animate: false });
    if (this.touched || !this.map.getSize().x || !this.map.getSize().y) return;
    const [west, south, east, north] = this.data.bounds;
    this.map.fitBounds([[south, west], [north, east]], { animate: false, padding: [12, 12] });
  }

  // Drawing

  private makeCorners(): Corners {
    const { map, own } = this;
    return new Corners({
      map, own, snaps: () => this.snaps, reach: () => this.reach,
      placed: (ring) => {
        const n = ring.length;
        this.frame.announce(n ? this.words.say("sr.point", { n, ha: this.ha([[ring]]) }) : "");
        this.tell();
      },
      moving: (drawing) => this.tell(drawing),
      closed: (ring) => {
        const snapper = this.snaps ? this.snapper() : null;
        const full = snapper ? snapper.follow(ring.map((corner) => snapper.hit(corner)), false) : ring;
        this.finish([[full]], "act.closed");
      },
      edited: (drawing, action, choose) => {
        this.finish(drawing, action);
        this.corners.choose(choose);
      },
      chose: () => this.tell(),
      followed: (layer) => {
        this.layers.light(layer);
        this.followsName = layer ? this.layers.nameOf(layer) : "";
        this.tell();
      },
    });
  }

  private makeStroke(): Stroke {
    return new Stroke({
      map: this.map,
      allowed: () => this.isNear(),
      snapper: () => (this.snaps ? this.snapper() : null),
      sketch: (line) => {
        this.own.sketch(line);
        this.tell(line.length > 2 ? [[line]] : undefined);
      },
      closed: (ring) => {
        this.tool = "points";
        this.finish([[ring]], "act.stroke");
      },
      left: () => this.tell(),
    });
  }

  private get reach(): number {
    return this.touch ? 28 : 20;
  }

  private snapper(): Snapper {
    return new Snapper(this.map, this.layers.targets, this.reach);
  }

  /** Whether the map is near enough to draw on; says so when not. */
  private isNear(): boolean {
    if (this.map.getZoom() >= (this.data.minzoom ?? LOWEST)) return true;
    this.frame.remark(this.words.say("map.zoom"), 4);
    return false;
  }

  private press(latlng: L.LatLng): void {
    if (!this.isDrawing) {
      this.choose(this.layers.areaAt([latlng.lng, latlng.lat])?.id?.toString() ?? null);
    } else if (this.tool === "points" && (this.corners.isDrawing || this.corners.choice)) {
      if (!this.isNear()) return;
      const { lng, lat } = this.corners.choice && this.snaps
        ? toLatLng(this.snapper().hit([latlng.lng, latlng.lat]).position) : latlng;
      this.corners.set(L.latLng(lat, lng));
    }
  }

  /** A button that hides once pressed; pressed with the keyboard, it hands the focus to the map. */
  private hand(event: MouseEvent, act: () => void): void {
    act();
    if (event.detail === 0) this.frame.map.focus({ preventScroll: true });
  }

  private closeShape(): void {
    if (this.tool === "stroke") this.stroke.close();
    else this.corners.finishDraft();
  }

  /** A finished action: remembered, shown and told to Python. */
  private finish(drawing: Drawing, action: string): void {
    this.history.record(drawing, action);
    this.frame.announce(this.words.say("sum.area", { ha: this.ha(drawing) }), 1000);
    this.refresh();
    this.report();
  }

  private report(): void {
    const standing = this.layers.targets.filter(({ id }) => id !== null);
    const ids = followed(this.drawing, standing);
    if (JSON.stringify(ids) !== this.sentFollowed) {
      this.sentFollowed = JSON.stringify(ids);
      this.send("followed", ids);
    }
    this.send("drawing", toGeometry(this.drawing, this.multi));
  }

  private undo(): void {
    if (this.corners.isDrawing && this.corners.stepBack()) return this.tell();
    this.step(this.history.undo(), "sr.undone");
  }

  private redo(): void {
    if (this.corners.isDrawing && this.corners.stepForward()) return this.tell();
    this.step(this.history.redo(), "sr.redone");
  }

  private step(action: string | null, key: string): void {
    if (action === null) return;
    this.corners.choose(null);
    this.frame.announce(this.words.say(key, { action: this.words.say(action), ha: this.ha(this.drawing) }));
    this.refresh();
    this.report();
  }

  private clear(): void {
    const unfinished = this.stroke.isOpen || this.corners.draft.length > 0;
    this.stroke.clear();
    this.corners.choose(null);
    if (this.drawing.length) this.finish([], "map.clear");
    else if (unfinished) this.refresh();
  }

  private use(tool: Tool): void {
    if (tool === this.tool) return;
    this.tool = tool;
    this.corners.choose(null);
    this.refresh();
  }

  private toggleSnap(): void {
    this.snaps = !this.snaps;
    this.refresh();
  }

  /** Sets the tools up for the drawing as it is now. */
  private refresh(): void {
    this.own.show(this.drawing);
    const tool = this.isDrawing ? this.tool : null;
    this.frame.map.classList.toggle("is-stroke", tool === "stroke");
    this.stroke.disable();
    if (tool === "stroke") this.stroke.enable();
    if (tool === "points") this.corners.enable(this.drawing);
    else this.corners.disable();
    this.tell();
  }

  // Words

  private ha(drawing: Drawing): string {
    return this.words.number(hectares(drawing));
  }

  /** The line under the map, the buttons over it and the state of the bar. */
  private tell(moving?: Drawing): void {
    const { draft } = this.corners;
    const drawing = moving ?? (draft.length > 2 ? [[draft]] : this.drawing);
    const area = hectares(drawing);
    const follows = this.followsName ? this.words.say("map.snap", { line: this.followsName }) : "";
    this.frame.tell(area > 0 ? this.words.say("sum.area", { ha: this.words.number(area) }) : "", follows || this.hint());
    this.closeButton.element.hidden = !this.isDrawing || !(this.tool === "stroke" ? this.stroke.isOpen : draft.length > 2);
    this.removeButton.element.hidden = !this.isDrawing || !this.corners.choice;
    this.toolbar.show({
      tool: this.tool, snaps: this.snaps,
      canUndo: this.history.canUndo || draft.length > 0, canRedo: this.history.canRedo || this.corners.canStepForward,
      canClear: this.drawing.length > 0 || draft.length > 0 || this.stroke.isOpen,
    });
  }

  private hint(): string {
    if (!this.isDrawing) return "";
    if (this.map.getZoom() < (this.data.minzoom ?? LOWEST) && this.tool !== "pan") return this.words.say("map.zoom");
    if (this.tool === "pan") return this.words.say("hint.pan");
    if (this.tool === "stroke") return this.words.say(this.stroke.isOpen ? "hint.open" : "hint.stroke");
    if (this.corners.choice) return this.words.say("hint.chosen");
    if (this.drawing.length) return this.words.say("hint.edit");
    const n = this.corners.draft.length;
    return this.words.say(n === 0 ? "hint.first" : n < 3 ? "hint.next" : "hint.close");
  }

  // Choosing and keys

  private choose(id: string | null): void {
    if (id === this.selected) return;
    this.selected = id;
    this.layers.select(id);
    const area = this.data.areas.features.find((each) => String(each.id) === id);
    this.frame.announce(area?.properties.name ?? "");
    this.send("selected", id);
  }

  private makeKeyboard(root: HTMLElement): () => void {
    return listen(root, {
      map: this.map,
      isDrawing: () => this.isDrawing,
      hasChoice: () => this.corners.choice !== null,
      set: (latlng) => this.press(latlng),
      removeLast: () => { if (this.isDrawing && this.corners.stepBack()) this.tell(); },
      removeChoice: () => this.corners.removeChosen(),
      letGo: () => this.corners.choose(null),
      walk: (step) => {
        if (this.tool !== "points") return;
        this.corners.walk(step);
        const at = this.corners.chosenPosition();
        if (at) this.map.panInside(toLatLng(at), { padding: [60, 60], animate: false });
      },
      nudge: (east, north) => {
        const at = this.corners.chosenPosition();
        if (!at) return;
        const metre = 1 / 111320;
        const position: Position = [at[0] + (east * metre) / Math.cos((at[1] * Math.PI) / 180), at[1] + north * metre];
        this.corners.moveChosen(toLatLng(position), true);
      },
      undo: () => this.undo(),
      redo: () => this.redo(),
    });
  }
}

function toLatLng([x, y]: Position): L.LatLng {
  return L.latLng(y, x);
}
