import type { Texts } from "./types";

/** The words of the page: every text comes from Python, by its key in the copy deck; none is written here. */
export class Words {
  private texts: Texts = {};
  private locale = "nl-NL";
  private numbers = new Intl.NumberFormat("nl-NL", { maximumFractionDigits: 1 });

  set(texts: Texts, locale: string): void {
    this.texts = texts;
    this.locale = locale;
    this.numbers = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  }

  /** A missing text shows as its key, so that it's noticed and the button still has a name. */
  say(key: string, values: Record<string, string | number> = {}): string {
    const text = this.texts[key] ?? key;
    return text.replace(/\{(\w+)\}/g, (all, name: string) => String(values[name] ?? all));
  }

  /** A day, as exactly as it is known. */
  date(day: string, precision: string): string {
    const options: Intl.DateTimeFormatOptions = { year: "numeric", timeZone: "UTC" };
    if (precision !== "year") options.month = "long";
    if (precision === "day") options.day = "numeric";
    return new Intl.DateTimeFormat(this.locale, options).format(new Date(`${day}T00:00:00Z`));
  }

  number(value: number): string {
    return this.numbers.format(value);
  }
}
