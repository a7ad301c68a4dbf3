import L from "leaflet";
import "@geoman-io/leaflet-geoman-free";
import { Basemap } from "./basemap";
import { Frame } from "./frame";
import { toDrawing, toGeometry } from "./geometry";
import { Guide } from "./guide";
import { History } from "./history";
import { listen } from "./keyboard";
import { Layers } from "./layers";
import { followed } from "./snap";
import { TimeBar } from "./timebar";
import { Tools } from "./tools";
import { shareTouch } from "./touch";
import type { Data, Drawing, Send } from "./types";
import { Words } from "./words";

// Geoman makes each corner a tab stop of its own; the map is one.
L.Marker.mergeOptions({ keyboard: false });

/** The map between Python and the tools: takes in what Python changed, tells Python what's finished and chosen. */
export class AreaMap {
  readonly map: L.Map;
  private readonly words = new Words();
  private readonly frame: Frame;
  private readonly layers: Layers;
  private readonly basemap: Basemap;
  private readonly tools: Tools;
  private readonly guide: Guide;
  private readonly time: TimeBar;
  private history: History | null = null;
  private historyText = "";
  private readonly unlisten: () => void;
  private readonly resize: ResizeObserver;
  private touched = false;
  private sentFollowed = "[]";
  private selected: string | null;
  private multi: boolean;
  /** What came from Python while something was being dragged. */
  private waiting: Data | null = null;

  constructor(element: HTMLElement, private data: Data, private send: Send) {
    this.words.set(data.texts, data.locale);
    this.frame = new Frame(element);
    this.map = makeMap(this.frame.map);
    const { map, frame, words } = this;
    for (const holder of [element, frame.map]) Object.assign(holder, { leafletMap: map });
    this.layers = new Layers(map);
    this.layers.onSelect = (id) => this.choose(id);
    this.basemap = new Basemap(map, frame.credit, () => frame.remark(words.say("map.notiles"), 8));
    this.tools = new Tools({
      map, frame, words, layers: this.layers,
      isDrawing: () => this.isDrawing,
      minzoom: () => this.data.minzoom,
      changed: (moving) => this.tell(moving),
      finished: (drawing) => this.report(drawing),
    }, data.tool === "draw" ? "stroke" : data.tool ?? "points", toDrawing(data.drawing));
    this.guide = new Guide(map, frame, words, this.tools, () => this.isDrawing);
    this.time = new TimeBar({
      frame, words,
      show: (day) => this.showDay(day),
      settled: (day) => this.send("day", day),
    });
    this.unlisten = this.makeKeyboard(element);
    shareTouch(map, (touch) => (this.isDrawing ? this.tools.tool !== "stroke" : !touch),
      () => frame.remark(words.say("map.fingers"), 2));
    for (const name of ["pointerdown", "wheel", "keydown"]) {
      frame.map.addEventListener(name, () => { this.touched = true; }, { capture: true, passive: true });
    }
    map.on("click", ({ latlng }) => this.press(latlng));
    map.on("zoomend", () => this.guide.tell());
    this.resize = new ResizeObserver(() => this.fit());
    this.resize.observe(frame.view);

    this.selected = data.selected;
    this.multi = data.drawing?.type === "MultiPolygon";
    this.takeIn(data);
    this.fit();
  }

  /** A rerun: only what changed changes; view and drawing stay. */
  update(data: Data, send: Send): void {
    this.send = send;
    this.waiting = data;
    this.takeWaiting();
  }

  dispose(): void {
    this.waiting = null;
    this.unlisten();
    this.resize.disconnect();
    this.time.dispose();
    this.frame.dispose();
    this.map.remove();
  }

  private get isDrawing(): boolean {
    return this.data.mode === "draw";
  }

  private tell(moving?: Drawing): void {
    this.guide.tell(moving);
    // Not at once: the event that lets go also finishes its action.
    if (this.waiting) queueMicrotask(() => this.takeWaiting());
  }

  private takeWaiting(): void {
    const { data: before, waiting: data } = this;
    if (!data || this.tools.isDragging) return;
    this.waiting = null;
    this.data = data;
    if (data.selected !== before.selected) this.selected = data.selected;
    if (data.revision !== before.revision) {
      this.multi = data.drawing?.type === "MultiPolygon";
      this.tools.replace(toDrawing(data.drawing));
    }
    const again = data.revision !== before.revision || data.mode !== before.mode;
    this.takeIn(data, again);
  }

  private takeIn(data: Data, again = true): void {
    const { frame, tools } = this;
    this.words.set(data.texts, data.locale);
    frame.view.style.height = data.height ?? (this.isDrawing ? "58svh" : "45svh");
    frame.map.classList.toggle("is-drawing", this.isDrawing);
    frame.map.classList.toggle("is-showing", !this.isDrawing);
    frame.bar.hidden = !this.isDrawing;
    this.guide.name();
    this.layers.update(data);
    this.takeInHistory(data);
    this.layers.select(this.isDrawing ? null : this.selected);
    this.basemap.set(data.basemap);
    tools.own.visible(this.isDrawing || tools.drawing.length > 0);
    if (again) tools.refresh();
    else this.guide.tell();
  }

  private takeInHistory(data: Data): void {
    const text = JSON.stringify([data.history ?? null, data.today ?? ""]);
    if (text !== this.historyText) {
      this.historyText = text;
      this.history = data.history ? new History(data.history, data.today ?? "") : null;
    }
    this.time.set(this.history, data.day ?? "");
    if (this.history) this.layers.show(this.history.areasAt(this.time.current));
  }

  private showDay(day: string): void {
    if (!this.history) return;
    this.layers.show(this.history.areasAt(day));
    this.layers.select(this.selected);
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

  private report(drawing: Drawing): void {
    // Python's own drawing is about to take this one's place; telling would make Python take this one for shown.
    if (this.waiting && this.waiting.revision !== this.data.revision) return;
    const standing = this.layers.targets.filter(({ id }) => id !== null);
    const ids = followed(drawing, standing);
    if (JSON.stringify(ids) !== this.sentFollowed) {
      this.sentFollowed = JSON.stringify(ids);
      this.send("followed", ids);
    }
    this.send("drawing", toGeometry(drawing, this.multi));
  }

  private choose(id: string | null): void {
    if (id === this.selected) return;
    this.selected = id;
    this.layers.select(id);
    this.frame.announce(this.layers.name(id));
    this.send("selected", id);
  }

  private press(latlng: L.LatLng): void {
    if (this.isDrawing) this.tools.press(latlng);
    else this.choose(this.layers.areaAt([latlng.lng, latlng.lat])?.id?.toString() ?? null);
  }

  private makeKeyboard(root: HTMLElement): () => void {
    const { map, tools } = this;
    return listen(root, {
      map,
      isDrawing: () => this.isDrawing,
      hasChoice: () => tools.corners.choice !== null,
      set: (latlng) => this.press(latlng),
      removeLast: () => tools.removeLast(),
      removeChoice: () => tools.corners.removeChosen(),
      letGo: () => tools.corners.choose(null),
      walk: (step) => tools.walk(step),
      nudge: (east, north) => tools.nudge(east, north),
      undo: () => tools.undo(),
      redo: () => tools.redo(),
    });
  }
}

function makeMap(container: HTMLElement): L.Map {
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const map = L.map(container, {
    attributionControl: false, zoomControl: false, keyboard: false, boxZoom: false, doubleClickZoom: false,
    maxZoom: 19, zoomSnap: 0.5, scrollWheelZoom: true, maxBoundsViscosity: 0.8,
    zoomAnimation: !calm, fadeAnimation: !calm, markerZoomAnimation: !calm, inertia: !calm,
  });
  return map.setView([52.73, 6.48], 12);
}
