import { icon, type Icon } from "./icons";
import type { Words } from "./words";

export function element<Name extends keyof HTMLElementTagNameMap>(name: Name, className: string): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  made.className = className;
  return made;
}

/** A button with a picture and a word; the word can change with the language. */
export class Button {
  readonly element = element("button", "sk-button");
  private readonly word = element("span", "sk-word");

  constructor(picture: Icon, private key: string, press: (event: MouseEvent) => void) {
    this.element.type = "button";
    this.element.dataset["key"] = key;
    this.element.append(icon(picture), this.word);
    this.element.addEventListener("click", press);
  }

  name(words: Words, values: Record<string, string | number> = {}): void {
    this.word.textContent = words.say(this.key, values);
  }

  /** Another picture and word on the same button, so that it keeps the keyboard's focus. */
  show(picture: Icon, key: string): void {
    if (key === this.key) return;
    this.key = key;
    this.element.dataset["key"] = key;
    this.element.firstElementChild?.replaceWith(icon(picture));
  }

  /** Not `disabled`: a button that goes off under the finger would drop the keyboard's focus. */
  off(off: boolean): void {
    this.element.setAttribute("aria-disabled", String(off));
  }

  pressed(on: boolean): void {
    this.element.setAttribute("aria-pressed", String(on));
  }
}

/** The parts of the component round the map itself, and what they say. */
export class Frame {
  /** What was found on the device. */
  readonly offer = element("div", "sk-offer");
  readonly bar = element("div", "sk-bar");
  readonly view = element("div", "sk-view");
  readonly map = element("div", "sk-map");
  readonly credit = element("div", "sk-credit");
  /** What opens under the bar. */
  readonly more = element("div", "sk-more");
  /** The one or two buttons that belong to what's being drawn. */
  readonly hand = element("div", "sk-hand");
  /** A question about what was drawn. */
  readonly ask = element("div", "sk-ask");
  /** The bar that goes through the years. */
  readonly time = element("div", "sk-time");
  private readonly note = element("div", "sk-note");
  private readonly line = element("div", "sk-line");
  private readonly sum = element("strong", "sk-sum");
  private readonly hint = element("span", "sk-hint");
  private readonly said = element("span", "sk-said");
  private noteTimer = 0;
  private saidTimer = 0;

  constructor(readonly root: HTMLElement) {
    this.bar.setAttribute("role", "toolbar");
    this.map.tabIndex = 0;
    this.map.setAttribute("role", "application");
    this.note.setAttribute("role", "status");
    this.note.hidden = true;
    this.line.setAttribute("aria-live", "polite");
    // The eye sees each change; the ear hears only the finished ones, in `said`.
    this.sum.setAttribute("aria-hidden", "true");
    this.line.append(this.sum, this.said, this.hint);
    const cross = element("div", "sk-cross");
    cross.setAttribute("aria-hidden", "true");
    const edges = ["sk-edge is-left", "sk-edge is-right"].map((name) => element("div", name));
    this.view.append(this.map, ...edges, cross, this.hand, this.note, this.credit);
    this.time.hidden = true;
    this.offer.hidden = true;
    this.ask.hidden = true;
    for (const group of [this.offer, this.more, this.ask]) group.setAttribute("role", "group");
    root.replaceChildren(this.offer, this.bar, this.more, this.view, this.ask, this.time, this.line);
  }

  /** What holds now, under the map. */
  tell(sum: string, hint: string): void {
    if (this.sum.textContent !== sum) this.sum.textContent = sum;
    if (this.hint.textContent !== hint) this.hint.textContent = hint;
  }

  /** For the ear only; a later message within the rest replaces an earlier one. */
  announce(text: string, rest = 0): void {
    clearTimeout(this.saidTimer);
    this.saidTimer = window.setTimeout(() => { this.said.textContent = text; }, rest);
  }

  /** Over the map, for some seconds. */
  remark(text: string, seconds: number): void {
    clearTimeout(this.noteTimer);
    this.note.textContent = text;
    this.note.hidden = false;
    this.noteTimer = window.setTimeout(() => this.hush(text), seconds * 1000);
  }

  /** Takes a remark away, if it is still the one that shows. */
  hush(text: string): void {
    if (this.note.textContent === text) this.note.hidden = true;
  }

  dispose(): void {
    clearTimeout(this.noteTimer);
    clearTimeout(this.saidTimer);
  }
}
