import { Button, element, type Frame } from "./frame";
import type { Changes, History, Step } from "./history";
import type { Words } from "./words";

const PACE = 1200;
/** So long nothing has to move before the page beside the map follows. */
const REST = 350;
const KINDS: (keyof Changes)[] = ["began", "ended", "moved", "renamed", "rested", "woke"];

export interface TimeHost {
  frame: Frame;
  words: Words;
  /** Shows the areas of a day; nobody but the browser has to know. */
  show: (day: string) => void;
  /** The day on which somebody let go. */
  settled: (day: string) => void;
}

/** The bar under the map that goes through the years, a step at each day on which something changed. */
export class TimeBar {
  private readonly play = new Button("play", "start.play", () => (this.timer ? this.stop() : this.start()));
  private readonly range = element("input", "sk-range");
  private readonly first = element("span", "sk-end");
  private readonly last = element("span", "sk-end");
  private readonly when = element("p", "sk-when");
  private history: History | null = null;
  private day = "";
  private timer = 0;
  private resting = 0;

  constructor(private readonly host: TimeHost) {
    const { frame } = host;
    const row = element("div", "sk-slide");
    this.range.type = "range";
    this.range.min = "0";
    this.range.step = "1";
    for (const end of [this.first, this.last]) end.setAttribute("aria-hidden", "true");
    row.append(this.first, this.range, this.last);
    frame.time.append(this.play.element, row, this.when);
    frame.time.setAttribute("role", "group");
    this.range.addEventListener("input", () => this.slide());
    this.range.addEventListener("pointerdown", () => this.stop());
    for (const name of ["pointerdown", "wheel", "keydown"]) {
      frame.map.addEventListener(name, () => this.stop(), { passive: true });
    }
  }

  get isPlaying(): boolean {
    return this.timer !== 0;
  }

  /** The day that shows now: while somebody moves it, ahead of what Python knows. */
  get current(): string {
    return this.day;
  }

  private get isMoving(): boolean {
    return this.isPlaying || this.resting !== 0;
  }

  /** Other areas or another day from Python; while it plays, the visitor's day stays. */
  set(history: History | null, day: string): void {
    this.history = history;
    this.host.frame.time.hidden = !history || history.steps.length < 2;
    if (!history) return;
    this.range.max = String(history.steps.length - 1);
    if (!this.isMoving) this.day = day;
    this.name();
    this.tell();
  }

  /** The words, in the language of now. */
  name(): void {
    const { frame, words } = this.host;
    const year = this.history?.firstYear ?? "";
    frame.time.setAttribute("aria-label", words.say("time.label"));
    this.range.setAttribute("aria-label", words.say("time.label"));
    this.first.textContent = year;
    this.last.textContent = words.say("time.now");
    this.play.show(this.isPlaying ? "pause" : "play", this.isPlaying ? "start.pause" : "start.play");
    this.play.name(words, { year });
  }

  stop(): void {
    if (!this.timer) return;
    clearInterval(this.timer);
    this.timer = 0;
    this.name();
    this.settle();
  }

  dispose(): void {
    clearInterval(this.timer);
    clearTimeout(this.resting);
  }

  private start(): void {
    const { history } = this;
    if (!history) return;
    clearTimeout(this.resting);
    this.resting = 0;
    if (this.index >= history.steps.length - 1) this.go(0);
    this.timer = window.setInterval(() => {
      this.go(this.index + 1);
      if (this.index >= history.steps.length - 1) this.stop();
    }, PACE);
    this.name();
  }

  private get index(): number {
    return Number(this.range.value);
  }

  private slide(): void {
    const index = this.index;
    this.stop();
    this.go(index);
    this.settle();
  }

  private go(index: number): void {
    const step = this.history?.steps[index];
    if (!step) return;
    this.day = step.day;
    this.tell();
    this.host.show(step.day);
    this.host.frame.announce(this.range.getAttribute("aria-valuetext") ?? "", REST);
  }

  private settle(): void {
    clearTimeout(this.resting);
    this.resting = window.setTimeout(() => {
      this.resting = 0;
      this.host.settled(this.day);
    }, REST);
  }

  private tell(): void {
    const { history, day } = this;
    if (!history) return;
    const { words } = this.host;
    const index = history.indexAt(day);
    const step = history.steps[index] as Step;
    this.range.value = String(index);
    const isStep = step.day === day;
    const date = words.date(day, isStep ? step.precision : "day");
    const changes = isStep ? said(step.changes, words) : "";
    const n = history.areasAt(day).length;
    const text = words.say(n === 1 ? "sr.date.one" : "sr.date", { date, n, changes }).trim();
    this.range.setAttribute("aria-valuetext", text);
    if (this.when.textContent !== text) this.when.textContent = text;
  }
}

function said(changes: Changes, words: Words): string {
  return KINDS.filter((kind) => changes[kind].length)
    .map((kind) => words.say(`time.${kind}`, { names: changes[kind].join(", ") }))
    .join(" ");
}
