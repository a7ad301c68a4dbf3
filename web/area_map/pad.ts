import { Button, element } from "./frame";
import type { Words } from "./words";

const STEP = 5;
const STRIDE = 25;
/** Milliseconds after which a button is held, and between its strides. */
const HELD = 500;

/** Four arrows that move the chosen corner: a press by 5 m, held by 25 m. */
export class Pad {
  readonly element = element("div", "sk-pad");
  private readonly buttons: Button[];
  private timer = 0;
  private hasStridden = false;

  constructor(private readonly nudge: (east: number, north: number) => void) {
    this.buttons = [
      this.arrow("north", 0, 1), this.arrow("west", -1, 0), this.arrow("east", 1, 0), this.arrow("south", 0, -1),
    ];
    this.element.setAttribute("role", "group");
    this.element.append(...this.buttons.map((button) => button.element));
  }

  name(words: Words): void {
    this.element.setAttribute("aria-label", words.say("map.nudge"));
    for (const button of this.buttons) button.name(words);
  }

  show(on: boolean): void {
    this.element.hidden = !on;
    if (!on) this.letGo();
  }

  private arrow(side: "north" | "east" | "south" | "west", east: number, north: number): Button {
    const button = new Button(side, `map.nudge.${side}`, ({ shiftKey }) => {
      if (!this.hasStridden) this.nudge(east * (shiftKey ? STRIDE : STEP), north * (shiftKey ? STRIDE : STEP));
      this.hasStridden = false;
    });
    button.element.classList.add(`is-${side}`);
    button.element.addEventListener("pointerdown", () => {
      this.letGo();
      this.hasStridden = false;
      this.timer = window.setInterval(() => {
        this.hasStridden = true;
        this.nudge(east * STRIDE, north * STRIDE);
      }, HELD);
    });
    for (const name of ["pointerup", "pointerleave", "pointercancel"]) button.element.addEventListener(name, () => this.letGo());
    button.element.addEventListener("contextmenu", (event) => event.preventDefault());
    return button;
  }

  private letGo(): void {
    clearInterval(this.timer);
  }
}
