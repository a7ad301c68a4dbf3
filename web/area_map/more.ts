import { Button, type Frame } from "./frame";
import type { Icon } from "./icons";
import type { Words } from "./words";

export interface MoreHost {
  clear: () => void;
  contrast: (on: boolean) => void;
  place: () => void;
  without: () => void;
}

/** What is seldom wanted, behind one button. */
export class More {
  readonly opener = new Button("more", "map.more", () => this.open(this.panel.hidden));
  private readonly panel: HTMLElement;
  private readonly clear: Button;
  private readonly contrast: Button;
  private readonly without: Button;
  private readonly buttons: Button[];
  private strong = matchMedia("(prefers-contrast: more)").matches;

  constructor(frame: Frame, private readonly host: MoreHost) {
    this.panel = frame.more;
    this.clear = this.item("clear", "map.clear", () => host.clear());
    this.contrast = this.item("contrast", "map.contrast", () => {
      this.strong = !this.strong;
      this.tellContrast();
    });
    const place = this.item("place", "map.place", () => host.place());
    this.without = this.item("list", "map.without", () => host.without());
    this.buttons = [this.opener, this.clear, this.contrast, place, this.without];
    this.panel.append(...this.buttons.slice(1).map((button) => button.element));
    this.contrast.element.classList.add("is-switch");
    this.panel.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      this.open(false);
      this.opener.element.focus();
    });
    this.open(false);
  }

  name(words: Words): void {
    for (const button of this.buttons) button.name(words);
    this.panel.setAttribute("aria-label", words.say("map.more"));
  }

  show(canClear: boolean, hasList: boolean): void {
    this.clear.off(!canClear);
    this.without.element.hidden = !hasList;
  }

  tellContrast(): void {
    this.contrast.pressed(this.strong);
    this.host.contrast(this.strong);
  }

  private item(picture: Icon, key: string, press: () => void): Button {
    return new Button(picture, key, (event) => {
      this.open(false);
      // With the keyboard the focus would be lost with the button.
      if (event.detail === 0) this.opener.element.focus();
      press();
    });
  }

  private open(on: boolean): void {
    this.panel.hidden = !on;
    this.opener.element.setAttribute("aria-expanded", String(on));
  }
}
