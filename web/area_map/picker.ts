import L from "leaflet";
import { Blocks, type Block, type Group } from "./blocks";
import { element, type Frame } from "./frame";
import { History } from "./state";
import type { BlockRow, Tool } from "./types";
import type { Words } from "./words";

const LOWEST = 13;
/** Pixels that a finger or the mouse may move in a tap. */
const STILL = 10;
const STRIDE = 8;

export interface PickerHost {
  map: L.Map;
  frame: Frame;
  words: Words;
  isPicking: () => boolean;
  changed: () => void;
  /** An action is finished. */
  finished: (ids: string[]) => void;
}

/** Blocks in and out: by a tap, by painting over them, or by Enter on the one in the middle. */
export class Picker {
  readonly blocks: Blocks;
  readonly history: History<string[]>;
  /** What the last tap met that was so already. */
  already = "";
  private text = "";
  private readonly tip = L.tooltip({ direction: "top", offset: [0, -10], className: "sk-tip" });
  private from: { id: number; at: L.Point } | null = null;
  private last: L.Point | null = null;
  private painted: string[] | null = null;
  private hasPainted = false;

  constructor(private readonly host: PickerHost, ids: string[], public tool: Tool = "add") {
    this.history = new History(ids);
    this.blocks = new Blocks(host.map);
    const container = host.map.getContainer();
    container.addEventListener("pointerdown", this.down);
    container.addEventListener("pointermove", this.move);
    container.addEventListener("pointerup", this.up);
    container.addEventListener("pointercancel", this.cancel);
    host.map.on("moveend", () => this.nameMiddle());
    host.map.on("mousemove", ({ latlng }) => this.hover(latlng));
    host.map.on("mouseout zoomstart", () => this.tip.close());
  }

  get ids(): string[] {
    return this.history.value;
  }

  get isDragging(): boolean {
    return this.painted !== null;
  }

  get isNear(): boolean {
    return this.host.map.getZoom() >= LOWEST;
  }

  get canUndo(): boolean {
    return this.history.canUndo;
  }

  get canRedo(): boolean {
    return this.history.canRedo;
  }

  get canClear(): boolean {
    return this.ids.length > 0;
  }

  get ha(): number {
    return this.blocks.ha(this.painted ?? this.ids);
  }

  set(rows: BlockRow[] | null): void {
    const text = JSON.stringify(rows);
    if (text === this.text) return;
    this.text = text;
    this.blocks.set(rows ?? []);
    this.refresh();
  }

  /** Somebody else's choice in the place of this one. */
  replace(ids: string[]): void {
    this.stop();
    this.history.record(ids, "act.blocks");
  }

  refresh(): void {
    this.blocks.pick(this.ids);
    this.host.frame.map.classList.toggle("is-picking", this.host.isPicking() && this.tool !== "pan");
    this.host.changed();
  }

  use(tool: Tool): void {
    this.tool = tool;
    this.already = "";
    this.refresh();
  }

  /** A tap, in the direction of the tool. */
  press(latlng: L.LatLng): void {
    if (this.hasPainted || this.tool === "pan" || !this.mayPick()) return;
    const block = this.blocks.at([latlng.lng, latlng.lat]);
    if (!block) return;
    const group = this.blocks.groupOf(block);
    if (this.has(group, this.tool === "add")) {
      this.already = group.name;
      this.host.changed();
    } else {
      this.turn(group, this.tool === "remove");
    }
  }

  /** Enter: the block in the middle, in or out. */
  pressMiddle(): void {
    if (!this.mayPick()) return;
    const block = this.middle();
    if (!block) return;
    const group = this.blocks.groupOf(block);
    this.turn(group, this.has(group, true));
  }

  undo(): void {
    this.step(this.history.undo(), "sr.undone");
  }

  redo(): void {
    this.step(this.history.redo(), "sr.redone");
  }

  clear(): void {
    if (this.ids.length) this.finish([], "map.clear", "");
  }

  dispose(): void {
    this.tip.close();
  }

  /** Whether all blocks of a group are in already, or out. */
  private has(group: Group, isIn: boolean): boolean {
    return group.ids.every((id) => this.ids.includes(id) === isIn);
  }

  private turn(group: Group, off: boolean): void {
    const { words } = this.host;
    const ids = off ? this.ids.filter((id) => !group.ids.includes(id)) : [...new Set([...this.ids, ...group.ids])].sort();
    const values = { block: group.name, action: words.say(off ? "act.out" : "act.in"), n: ids.length, ha: words.number(this.blocks.ha(ids)) };
    this.finish(ids, off ? "act.off" : "act.on", words.say(ids.length === 1 ? "sr.block.one" : "sr.block", values));
  }

  private finish(ids: string[], action: string, said: string): void {
    this.already = "";
    this.history.record(ids, action);
    this.host.frame.announce(said || this.host.words.say("sum.area", { ha: this.host.words.number(this.blocks.ha(ids)) }));
    this.refresh();
    this.host.finished(this.ids);
  }

  private step(action: string | null, key: string): void {
    if (action === null) return;
    const { frame, words } = this.host;
    this.already = "";
    this.refresh();
    frame.announce(words.say(key, { action: words.say(action), ha: words.number(this.ha) }));
    this.host.finished(this.ids);
  }

  private mayPick(): boolean {
    if (this.isNear) return true;
    this.host.frame.remark(this.host.words.say("map.zoom"), 4);
    return false;
  }

  private middle(): Block | null {
    const { lat, lng } = this.host.map.getCenter();
    return this.blocks.at([lng, lat]);
  }

  /** Somebody who goes over the map by keys hears where he is. */
  private nameMiddle(): void {
    const { map, frame } = this.host;
    const byKeys = map.getContainer().matches(".by-keys:focus");
    const block = byKeys && this.host.isPicking() ? this.middle() : null;
    if (block) frame.announce(this.about(block), 300);
  }

  private about(block: Block): string {
    const { words } = this.host;
    const group = this.blocks.groupOf(block);
    const { name, ha } = group;
    return words.say(this.has(group, true) ? "sr.in" : "sr.out", { block: name, ha: words.number(ha) });
  }

  private hover(latlng: L.LatLng): void {
    const { map } = this.host;
    const usesMouse = matchMedia("(hover: hover)").matches;
    const block = usesMouse && this.isNear && this.host.isPicking() ? this.blocks.at([latlng.lng, latlng.lat]) : null;
    if (!block) return void this.tip.close();
    const tag = element("span", "");
    tag.textContent = this.about(block);
    this.tip.setContent(tag).setLatLng(latlng).openOn(map);
  }

  private readonly down = (event: PointerEvent): void => {
    this.hasPainted = false;
    if (!this.host.isPicking() || this.tool === "pan" || event.button !== 0) return;
    if (!event.isPrimary) return this.stop();
    if (event.target instanceof Element && event.target.closest(".leaflet-control")) return;
    this.from = { id: event.pointerId, at: this.point(event) };
  };

  private readonly move = (event: PointerEvent): void => {
    if (event.pointerId !== this.from?.id) return;
    const at = this.point(event);
    if (!this.painted) {
      if (this.from.at.distanceTo(at) < STILL || !this.isNear) return;
      this.host.map.getContainer().setPointerCapture(event.pointerId);
      this.painted = this.ids;
      this.last = this.from.at;
      this.tip.close();
    }
    this.paint(this.last ?? at, at);
    this.last = at;
  };

  private readonly up = (event: PointerEvent): void => {
    if (event.pointerId !== this.from?.id) return;
    const { painted } = this;
    this.from = null;
    this.painted = null;
    if (!painted) return;
    this.hasPainted = true;
    if (painted.length === this.ids.length) return this.refresh();
    this.finish([...painted].sort(), "act.blocks", "");
  };

  private readonly cancel = (): void => this.stop();

  /** A second finger moves the map: what was painted so far was not meant. */
  private stop(): void {
    const wasPainting = this.painted !== null;
    this.from = null;
    this.painted = null;
    if (wasPainting) this.refresh();
  }

  /** All blocks between two points on the screen, however fast the finger went. */
  private paint(from: L.Point, to: L.Point): void {
    const ids = new Set(this.painted);
    const steps = Math.max(1, Math.ceil(from.distanceTo(to) / STRIDE));
    for (let step = 0; step <= steps; step++) {
      const { lat, lng } = this.host.map.containerPointToLatLng(from.add(to.subtract(from).multiplyBy(step / steps)));
      const block = this.blocks.at([lng, lat]);
      for (const id of block ? this.blocks.groupOf(block).ids : []) {
        if (this.tool === "add") ids.add(id);
        else ids.delete(id);
      }
    }
    if (ids.size === this.painted?.length) return;
    this.painted = [...ids];
    this.blocks.pick(this.painted);
    this.host.changed();
  }

  private point(event: PointerEvent): L.Point {
    return this.host.map.mouseEventToContainerPoint(event);
  }
}
