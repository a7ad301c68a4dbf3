const STEPS = 100;

/** A step back or forward and the word for what it was. */
interface Step<Value> {
  value: Value;
  /** The text key of the action that made this value. */
  action: string;
}

/** A drawing or a choice of blocks and the way it came about, per finished action. Values are never changed in place. */
export class History<Value> {
  private past: Step<Value>[] = [];
  private future: Step<Value>[] = [];
  private now: Step<Value>;

  constructor(start: Value) {
    this.now = { value: start, action: "" };
  }

  get value(): Value {
    return this.now.value;
  }

  get canUndo(): boolean {
    return this.past.length > 0;
  }

  get canRedo(): boolean {
    return this.future.length > 0;
  }

  record(value: Value, action: string): void {
    this.past.push(this.now);
    if (this.past.length > STEPS) this.past.shift();
    this.future = [];
    this.now = { value, action };
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
