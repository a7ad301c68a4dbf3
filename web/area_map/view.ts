import L from "leaflet";
import "@geoman-io/leaflet-geoman-free";
import { Basemap } from "./basemap";
import { Drafts } from "./draft";
import { Frame } from "./frame";
import { toDrawing, toGeometry } from "./geometry";
import { Guide } from "./guide";
import { History } from "./history";
import { listen } from "./keyboard";
import { goToPlace } from "./place";
import { Layers } from "./layers";
import { Picker } from "./picker";
import { followed } from "./snap";
import { TimeBar } from "./timebar";
import { Tools } from "./tools";
import { shareTouch } from "./touch";
import type { AreaGeometry, Data, Drawing, Send } from "./types";
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
  private readonly picker: Picker;
  private readonly guide: Guide;
  private readonly drafts: Drafts;
  private readonly time: TimeBar;
  private history: History | null = null;
  private historyText = "";
  private readonly unlisten: () => void;
  private readonly resize: ResizeObserver;
  private touched = false;
  /** How often somebody asked for the way without a map. */
  private asked = 0;
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
      isLine: () => this.isLine,
      minzoom: () => this.data.minzoom,
      asked: (crossing) => this.guide.ask(crossing),
      changed: (moving) => this.tell(moving),
      finished: (drawing) => this.report(drawing),
    }, data.tool === "draw" ? "stroke" : data.tool ?? "points", toDrawing(data.drawing));
    this.picker = new Picker({
      map, frame, words,
      isPicking: () => this.isPicking,
      changed: () => this.tell(),
      finished: () => this.sendWork(),
    }, data.picked ?? []);
    this.guide = new Guide(map, frame, words, this.tools, this.picker, () => this.data.mode, () => this.data.has_list ?? false, () => this.isLine, {
      contrast: (on) => this.showContrast(on),
      place: () => goToPlace(map, () => frame.remark(words.say("map.noplace"), 6)),
      without: () => this.send("without", ++this.asked),
    });
    this.drafts = new Drafts(frame, words, (draft) => this.send("resumed", draft));
    this.time = new TimeBar({
      frame, words,
      show: (day) => this.showDay(day),
      settled: (day) => this.send("day", day),
    });
    this.unlisten = this.makeKeyboard(element);
    shareTouch(map, (touch) => this.mayDrag(touch),
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
    this.guide.tellContrast();
    this.takeIn(data);
    this.fit();
    if (this.isUntouched) this.drafts.offer();
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
    this.picker.dispose();
    this.time.dispose();
    this.frame.dispose();
    this.map.remove();
  }

  private showContrast(on: boolean): void {
    this.frame.root.classList.toggle("is-contrast", on);
    this.picker.blocks.contrast(on);
  }

  private get isUntouched(): boolean {
    return !this.tools.drawing.length && !this.picker.ids.length;
  }

  private keep(): void {
    this.drafts.withdraw();
    // A line belongs to a task of the page, which keeps it; only land is a draft.
    const land = this.isLine ? null : toGeometry(this.tools.drawing, this.multi);
    this.drafts.keep(this.data.way ?? "", land as AreaGeometry | null, this.picker.ids);
  }

  private get isDrawing(): boolean {
    return this.data.mode === "draw";
  }

  private get isLine(): boolean {
    return this.data.open_line ?? false;
  }

  private get isPicking(): boolean {
    return this.data.mode === "blocks";
  }

  /** Whether a pointer on the ground moves the map; a tool that goes over the ground wants it for itself. */
  private mayDrag(touch: boolean): boolean {
    if (this.isPicking) return this.picker.tool === "pan";
    return this.isDrawing ? this.tools.tool !== "stroke" : !touch;
  }

  private tell(moving?: Drawing): void {
    this.guide.tell(moving);
    // Not at once: the event that lets go also finishes its action.
    if (this.waiting) queueMicrotask(() => this.takeWaiting());
  }

  private takeWaiting(): void {
    const { data: before, waiting: data } = this;
    if (!data || this.tools.isDragging || this.picker.isDragging) return;
    this.waiting = null;
    this.data = data;
    if (data.selected !== before.selected) this.selected = data.selected;
    if (data.revision !== before.revision) {
      this.multi = data.drawing?.type === "MultiPolygon";
      this.tools.replace(toDrawing(data.drawing));
      this.picker.replace(data.picked ?? []);
    }
    const again = data.revision !== before.revision || data.mode !== before.mode;
    if (data.way !== before.way && this.isDrawing) this.tools.tool = data.way === "finger" && !this.tools.drawing.length ? "stroke" : "points";
    this.takeIn(data, again);
    if (data.revision !== before.revision && !this.isUntouched) this.keep();
    if (data.look && data.revision !== before.revision) this.look();
  }

  /** To what Python put on the map. */
  private look(): void {
    const bounds = this.ownBounds();
    if (!bounds) return;
    this.touched = true;
    this.map.fitBounds(bounds, { animate: false, padding: [24, 24] });
  }

  private ownBounds(): L.LatLngBounds | null {
    const { picker, tools } = this;
    if (picker.blocks.size) return picker.blocks.bounds(picker.ids);
    const corners = tools.drawing.flat(2).map(([x, y]) => L.latLng(y, x));
    return corners.length ? L.latLngBounds(corners) : null;
  }

  private takeIn(data: Data, again = true): void {
    const { frame, tools } = this;
    this.words.set(data.texts, data.locale);
    frame.view.style.height = data.height ?? (this.isDrawing ? "58svh" : "45svh");
    const isWorking = this.isDrawing || this.isPicking;
    frame.map.classList.toggle("is-drawing", isWorking);
    frame.map.classList.toggle("is-showing", !isWorking);
    frame.bar.hidden = !isWorking;
    this.picker.set(data.blocks ?? null);
    this.picker.blocks.visible(Boolean(data.blocks));
    frame.root.classList.toggle("gives-way", data.gives_way ?? false);
    this.drafts.use(data.draft_key);
    this.drafts.name();
    if (data.sent) this.drafts.wipe();
    this.guide.name();
    this.layers.update(data);
    this.takeInHistory(data);
    this.layers.select(data.mode === "show" ? this.selected : null);
    this.basemap.set(data.basemap);
    tools.own.visible(!data.blocks && (this.isDrawing || tools.drawing.length > 0));
    if (!again) return this.guide.tell();
    tools.refresh();
    this.picker.refresh();
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
    const bounds = this.ownBounds() ?? L.latLngBounds([south, west], [north, east]);
    this.map.fitBounds(bounds, { animate: false, padding: [12, 12] });
  }

  private report(drawing: Drawing): void {
    if (this.isLine) return this.sendWork();
    const standing = this.layers.targets.filter(({ id }) => id !== null);
    const ids = followed(drawing, standing);
    if (JSON.stringify(ids) !== this.sentFollowed) {
      this.sentFollowed = JSON.stringify(ids);
      this.send("followed", ids);
    }
    this.sendWork();
  }

  private sendWork(): void {
    this.keep();
    const { revision } = this.data;
    this.send("work", { drawing: toGeometry(this.tools.drawing, this.multi, this.isLine), picked: this.picker.ids, revision });
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
    else if (this.isPicking) this.picker.press(latlng);
    else if (this.data.mode === "show") this.choose(this.layers.areaAt([latlng.lng, latlng.lat])?.id?.toString() ?? null);
  }

  private makeKeyboard(root: HTMLElement): () => void {
    const { map, picker, tools } = this;
    return listen(root, {
      map,
      isDrawing: () => this.isDrawing,
      isWorking: () => this.isDrawing || this.isPicking,
      hasChoice: () => tools.corners.choice !== null,
      set: (latlng) => {
        if (this.isPicking) return picker.pressMiddle();
        // A stroke can't be made with keys.
        if (this.isDrawing && tools.tool === "stroke") tools.use("points");
        this.press(latlng);
      },
      removeLast: () => tools.removeLast(),
      removeChoice: () => tools.corners.removeChosen(),
      letGo: () => tools.corners.choose(null),
      walk: (step) => tools.walk(step),
      nudge: (east, north) => tools.nudge(east, north),
      undo: () => (this.isPicking ? picker.undo() : tools.undo()),
      redo: () => (this.isPicking ? picker.redo() : tools.redo()),
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
