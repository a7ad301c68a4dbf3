import L from "leaflet";
import { Asking } from "./asking";
import type { Crossing } from "./crossings";
import { Button, type Frame } from "./frame";
import { hectares } from "./measure";
import { Pad } from "./pad";
import { Toolbar, type ToolbarHost } from "./toolbar";
import type { Picker } from "./picker";
import type { Tools } from "./tools";
import type { Drawing, Mode } from "./types";
import type { Words } from "./words";

/** What the map says and what can be pressed: the line under it, the buttons over it and the state of the bar. */
export class Guide {
  private readonly toolbar: Toolbar;
  private readonly zoom: L.Control.Zoom;
  private readonly closeButton: Button;
  private readonly removeButton: Button;
  private readonly pad: Pad;
  private readonly asking: Asking;

  constructor(
    map: L.Map,
    private readonly frame: Frame,
    private readonly words: Words,
    private readonly tools: Tools,
    private readonly picker: Picker,
    private readonly mode: () => Mode,
    private readonly hasList: () => boolean,
    private readonly isLine: () => boolean,
    extra: Pick<ToolbarHost, "contrast" | "place" | "without">,
  ) {
    this.toolbar = new Toolbar(frame, {
      work: () => (this.isPicking ? picker : tools), snap: () => tools.toggleSnap(), ...extra,
    });
    this.closeButton = new Button("close", "map.close", (event) => this.hand(event, () => tools.closeShape()));
    this.removeButton = new Button("remove", "map.point", (event) => this.hand(event, () => tools.corners.removeChosen()));
    this.pad = new Pad((east, north) => tools.nudge(east, north));
    frame.hand.append(this.pad.element, this.closeButton.element, this.removeButton.element);
    this.asking = new Asking({ map, frame, words, keep: (parts) => tools.keep(parts), undo: () => tools.undo() });
    this.zoom = L.control.zoom({ position: "bottomright" }).addTo(map);
  }

  /** The names of all that can be pressed, in the language of now. */
  name(): void {
    const { frame, words } = this;
    frame.bar.setAttribute("aria-label", words.say("map.tools"));
    frame.map.setAttribute("aria-label", words.say(this.isPicking ? "map.label.blocks" : this.isDrawing ? "map.label.draw" : "map.label"));
    this.toolbar.name(words);
    this.closeButton.show("close", this.isLine() ? "map.end" : "map.close");
    this.closeButton.name(words);
    this.removeButton.name(words);
    this.pad.name(words);
    this.asking.name();
    const buttons = this.zoom.getContainer()?.querySelectorAll("a") ?? [];
    ["map.zoomin", "map.zoomout"].forEach((key, index) => {
      buttons[index]?.setAttribute("aria-label", words.say(key));
      buttons[index]?.setAttribute("title", words.say(key));
    });
  }

  tellContrast(): void {
    this.toolbar.more.tellContrast();
  }

  ask(crossing: Crossing | null): void {
    this.asking.show(crossing);
  }

  /** How it stands now; `moving` is the drawing while a line grows or a corner moves. */
  tell(moving?: Drawing): void {
    const { frame, tools, words } = this;
    const { corners, stroke } = tools;
    const { draft } = corners;
    const drawing = moving ?? (draft.length > 2 ? [[draft]] : tools.drawing);
    // Of a line that crosses itself one part would be taken off the other.
    const ownArea = this.isLine() || (tools.crossing && !moving) ? 0 : hectares(drawing);
    const area = this.picker.blocks.size ? this.picker.ha : ownArea;
    const follows = tools.follows ? words.say("map.snap", { line: tools.follows }) : "";
    frame.tell(area > 0 ? words.say("sum.area", { ha: words.number(area) }) : "", follows || this.hint());
    this.closeButton.element.hidden = !this.isDrawing || !(tools.tool === "stroke" ? stroke.isOpen : draft.length > (this.isLine() ? 1 : 2));
    this.removeButton.element.hidden = !this.isDrawing || !corners.choice;
    this.pad.show(this.isDrawing && corners.choice !== null);
    this.toolbar.show(this.isPicking ? this.picker : tools, this.isPicking, tools.snaps, this.hasList());
  }

  private hint(): string {
    const { tools, words } = this;
    if (this.isPicking) return this.pickingHint();
    if (!this.isDrawing) return "";
    if (tools.crossing) return "";
    if (tools.tool === "pan") return words.say("hint.pan");
    if (!tools.isNear) return words.say("map.zoom");
    if (this.isLine()) return words.say(this.lineHint());
    if (tools.tool === "stroke") return words.say(tools.stroke.isOpen ? "hint.open" : "hint.stroke");
    if (tools.corners.choice) return words.say("hint.chosen");
    if (tools.drawing.length) return words.say("hint.edit");
    const n = tools.corners.draft.length;
    return words.say(n === 0 ? "hint.first" : n < 3 ? "hint.next" : "hint.close");
  }

  private lineHint(): string {
    const { corners, drawing, tool } = this.tools;
    if (drawing.length) return "hint.line.again";
    return tool === "points" && corners.draft.length ? "hint.line.on" : "hint.line";
  }

  private pickingHint(): string {
    const { picker, words } = this;
    if (picker.tool === "pan") return words.say("hint.pan");
    if (!picker.isNear) return words.say("map.zoom");
    const key = picker.tool === "add" ? "add" : "remove";
    return picker.already ? words.say(`hint.${key}.already`, { block: picker.already }) : words.say(`hint.${key}`);
  }

  private get isDrawing(): boolean {
    return this.mode() === "draw";
  }

  private get isPicking(): boolean {
    return this.mode() === "blocks";
  }

  /** A button that hides once pressed; pressed with the keyboard, it hands the focus to the map. */
  private hand(event: MouseEvent, act: () => void): void {
    act();
    if (event.detail === 0) this.frame.map.focus({ preventScroll: true });
  }
}
