import type { Drawing } from "./types";

const STEPS = 100;

/** A step back or forward and the word for what it was. */
interface Step {
  drawing: Drawing;
  /** The text key of the action that made this drawing. */
  action: string;
}

/** The drawing and the way it came about, per finished action. Drawings are never changed in place. */
export class History {
  private past: Step[] = [];
  private future: Step[] = [];
  private now: Step = { drawing: [], action: "" };

  get drawing(): Drawing {
    return this.now.drawing;
  }

  get canUndo(): boolean {
    return this.past.length > 0;
  }

  get canRedo(): boolean {
    return this.future.length > 0;
  }

  /** Where it all starts; not a step. */
  reset(drawing: Drawing): void {
    this.past = [];
    this.future = [];
    this.now = { drawing, action: "" };
  }

  record(drawing: Drawing, action: string): void {
    this.past.push(this.now);
    if (this.past.length > STEPS) this.past.shift();
    this.future = [];
    this.now = { drawing, action };
  }

  /** The text key of what was undone, or null where there's nothing to undo. */
  undo(): string | null {
    const before = this.past.pop();
    if (!before) return null;
    const { action } = this.now;
    this.future.push(this.now);
    this.now = before;
    return action;
  }

  redo(): string | null {
    const after = this.future.pop();
    if (!after) return null;
    this.past.push(this.now);
    this.now = after;
    return after.action;
  }
}
