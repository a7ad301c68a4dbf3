import { Button } from "./frame";
import type { Tool } from "./types";
import type { Words } from "./words";

export interface ToolbarHost {
  tool: (tool: Tool) => void;
  undo: () => void;
  redo: () => void;
  clear: () => void;
  snap: () => void;
}

export interface ToolbarState {
  tool: Tool;
  canUndo: boolean;
  canRedo: boolean;
  canClear: boolean;
  snaps: boolean;
}

/** The one bar above the map while drawing; Geoman's own stays hidden. */
export class Toolbar {
  private readonly tools: Record<Tool, Button>;
  private readonly undo: Button;
  private readonly redo: Button;
  private readonly clear: Button;
  private readonly snap: Button;

  constructor(bar: HTMLElement, host: ToolbarHost) {
    this.tools = {
      stroke: new Button("stroke", "map.draw", () => host.tool("stroke")),
      points: new Button("points", "map.points", () => host.tool("points")),
      pan: new Button("pan", "map.pan", () => host.tool("pan")),
    };
    this.undo = new Button("undo", "map.undo", host.undo);
    this.redo = new Button("redo", "map.redo", host.redo);
    this.clear = new Button("clear", "map.clear", host.clear);
    this.snap = new Button("follow", "map.follow", host.snap);
    this.snap.element.classList.add("is-switch");
    const groups = [Object.values(this.tools), [this.undo, this.redo, this.clear, this.snap]];
    bar.replaceChildren(...groups.map((buttons) => {
      const group = document.createElement("div");
      group.className = "sk-group";
      group.append(...buttons.map((button) => button.element));
      return group;
    }));
  }

  name(words: Words): void {
    for (const button of [...Object.values(this.tools), this.undo, this.redo, this.clear, this.snap]) button.name(words);
  }

  show(state: ToolbarState): void {
    for (const [tool, button] of Object.entries(this.tools)) button.pressed(tool === state.tool);
    this.undo.off(!state.canUndo);
    this.redo.off(!state.canRedo);
    this.clear.off(!state.canClear);
    this.snap.pressed(state.snaps);
  }
}
