import type { FrameData } from "./types";

/** Between two years, in milliseconds. */
const PACE = 1_200;

/** The bar of years: by hand, by arrows, or playing. */
export class Years {
  private timer = 0;
  private readonly bar = document.querySelector<HTMLInputElement>("#year");
  private readonly button = document.querySelector<HTMLButtonElement>("#play");
  private readonly shown = document.querySelector<HTMLOutputElement>("#shown");

  constructor(private readonly frames: FrameData[], private readonly go: (frame: number) => void) {
    this.bar?.addEventListener("input", () => {
      this.stop();
      this.step(Number(this.bar!.value));
    });
    // Nothing moves by itself for who asked for that; the bar still goes from year to year.
    if (this.button) this.button.hidden = matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.button?.addEventListener("click", () => (this.timer ? this.stop() : this.play()));
  }

  private play(): void {
    const last = this.frames.length - 1;
    if (Number(this.bar!.value) === last) this.step(0);
    this.timer = window.setInterval(() => {
      const next = Number(this.bar!.value) + 1;
      if (next <= last) this.step(next);
      if (next >= last) this.stop();
    }, PACE);
    this.word();
  }

  private stop(): void {
    clearInterval(this.timer);
    this.timer = 0;
    this.word();
  }

  private word(): void {
    const { play, pause } = this.button!.dataset;
    this.button!.textContent = (this.timer ? pause : play) ?? "";
  }

  private step(frame: number): void {
    const told = this.frames[frame];
    if (!told) return;
    this.bar!.value = String(frame);
    this.bar!.setAttribute("aria-valuetext", told.stamps[0] ?? told.label);
    if (this.shown) this.shown.textContent = told.label;
    this.go(frame);
  }
}
