import { Button, element, type Frame } from "./frame";
import type { AreaGeometry } from "./types";
import type { Words } from "./words";

/** What somebody drew and hasn't sent yet, as it lies on his own device. */
export interface Draft {
  way: string;
  drawing: AreaGeometry | null;
  picked: string[];
  /** On which it was kept, as 2026-11-25. */
  day: string;
}

/**
 * Keeps what was drawn on the device after each action, and offers it again after a reload or in another language.
 * Nothing here may fail: a browser can refuse to keep anything, or hold what another version left behind.
 */
export class Drafts {
  private readonly text = element("span", "sk-offered");
  private readonly buttons: Button[];
  private key: string | null = null;

  constructor(private readonly frame: Frame, private readonly words: Words, resume: (draft: Draft) => void) {
    this.buttons = [
      new Button("close", "mine.resume", () => {
        const draft = this.read();
        this.withdraw();
        if (draft) resume(draft);
      }),
      new Button("pan", "mine.again", () => this.withdraw()),
      new Button("clear", "mine.wipe", () => {
        this.wipe();
        this.withdraw();
      }),
    ];
    this.buttons[0]?.element.classList.add("is-first");
    frame.offer.append(this.text, ...this.buttons.map((button) => button.element));
    this.name();
  }

  /** Under which name it is kept: one for each municipality and round. */
  use(key: string | null | undefined): void {
    this.key = key ?? null;
  }

  name(): void {
    this.text.textContent = this.words.say("mine.draft");
    this.frame.offer.setAttribute("aria-label", this.words.say("mine.draft"));
    for (const button of this.buttons) button.name(this.words);
  }

  /** Shows that there is a draft, if there is one. */
  offer(): void {
    this.frame.offer.hidden = this.read() === null;
  }

  withdraw(): void {
    const had = this.frame.offer.contains((this.frame.offer.getRootNode() as ShadowRoot).activeElement);
    this.frame.offer.hidden = true;
    if (had) this.frame.map.focus({ preventScroll: true });
  }

  keep(way: string, drawing: AreaGeometry | null, picked: string[]): void {
    if (!this.key) return;
    if (!drawing && !picked.length) return this.wipe();
    const draft: Draft = { way, drawing, picked, day: new Date().toISOString().slice(0, 10) };
    try {
      localStorage.setItem(this.key, JSON.stringify(draft));
    } catch {
      // A browser that keeps nothing: drawing goes on.
    }
  }

  wipe(): void {
    try {
      if (this.key) localStorage.removeItem(this.key);
    } catch {
      // There was nothing to wipe then.
    }
  }

  private read(): Draft | null {
    try {
      const found: unknown = JSON.parse((this.key && localStorage.getItem(this.key)) || "null");
      return isDraft(found) ? found : null;
    } catch {
      return null;
    }
  }
}

function isDraft(found: unknown): found is Draft {
  if (typeof found !== "object" || found === null) return false;
  const { way, drawing, picked, day } = found as Record<string, unknown>;
  const holds = typeof drawing === "object" && Array.isArray(picked) && picked.every((id) => typeof id === "string");
  return holds && typeof way === "string" && typeof day === "string" && (drawing !== null || (picked as string[]).length > 0);
}
