import type { Texts } from "./types";

/** The words of the page: every text comes from Python, by its key in the copy deck; none is written here. */
export class Words {
  private texts: Texts = {};
  private numbers = new Intl.NumberFormat("nl-NL", { maximumFractionDigits: 1 });

  set(texts: Texts, locale: string): void {
    this.texts = texts;
    this.numbers = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  }

  /** A missing text shows as its key, so that it's noticed and the button still has a name. */
  say(key: string, values: Record<string, string | number> = {}): string {
    const text = this.texts[key] ?? key;
    return text.replace(/\{(\w+)\}/g, (all, name: string) => String(values[name] ?? all));
  }

  number(value: number): string {
    return this.numbers.format(value);
  }
}
