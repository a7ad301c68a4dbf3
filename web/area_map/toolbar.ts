import { Button, type Frame } from "./frame";
import { More, type MoreHost } from "./more";
import type { Tool } from "./types";
import type { Words } from "./words";

/** What is at work: the lines or the blocks. */
export interface Work {
  tool: Tool;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  readonly canClear: boolean;
  use(tool: Tool): void;
  undo(): void;
  redo(): void;
  clear(): void;
}

export interface ToolbarHost extends Omit<MoreHost, "clear"> {
  work: () => Work;
  snap: () => void;
}

const PICKING: Tool[] = ["add", "remove", "pan"];
const DRAWING: Tool[] = ["stroke", "points", "pan"];

/** The one bar above the map while drawing; Geoman's own stays hidden. */
export class Toolbar {
  private readonly tools: Record<Tool, Button>;
  private readonly undo: Button;
  private readonly redo: Button;
  readonly more: More;
  private readonly snap: Button;

  constructor(frame: Frame, host: ToolbarHost) {
    const use = (tool: Tool) => () => host.work().use(tool);
    this.tools = {
      add: new Button("add", "map.add", use("add")),
      remove: new Button("off", "map.remove", use("remove")),
      stroke: new Button("stroke", "map.draw", use("stroke")),
      points: new Button("points", "map.points", use("points")),
      pan: new Button("pan", "map.pan", use("pan")),
    };
    this.undo = new Button("undo", "map.undo", () => host.work().undo());
    this.redo = new Button("redo", "map.redo", () => host.work().redo());
    this.more = new More(frame, { ...host, clear: () => host.work().clear() });
    this.snap = new Button("follow", "map.follow", host.snap);
    this.snap.element.classList.add("is-switch");
    const groups = [Object.values(this.tools), [this.undo, this.redo, this.snap]];
    frame.bar.replaceChildren(...groups.map((buttons) => {
      const group = document.createElement("div");
      group.className = "sk-group";
      group.append(...buttons.map((button) => button.element));
      return group;
    }));
    frame.bar.lastElementChild?.append(this.more.opener.element);
  }

  name(words: Words): void {
    for (const button of [...Object.values(this.tools), this.undo, this.redo, this.snap]) button.name(words);
    this.more.name(words);
  }

  show(work: Work, picking: boolean, snaps: boolean, hasList: boolean): void {
    const shown = picking ? PICKING : DRAWING;
    for (const [tool, button] of Object.entries(this.tools)) {
      button.pressed(tool === work.tool);
      button.element.hidden = !shown.includes(tool as Tool);
    }
    this.undo.off(!work.canUndo);
    this.redo.off(!work.canRedo);
    this.more.show(work.canClear, hasList);
    this.snap.pressed(snaps);
    this.snap.element.hidden = picking;
  }
}
