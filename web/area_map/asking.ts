import L from "leaflet";
import { MOST_PARTS, type Crossing } from "./crossings";
import { element, type Frame } from "./frame";
import { widest } from "./geometry";
import { still, toLatLngs } from "./layers";
import { hectares } from "./measure";
import type { Words } from "./words";

const LETTERS = ["A", "B", "C", "D", "E"];
const SVG = "http://www.w3.org/2000/svg";

export interface AskingHost {
  map: L.Map;
  frame: Frame;
  words: Words;
  keep: (parts: number[]) => void;
  undo: () => void;
}

/** Which part of a line that crosses itself is meant: letters and patterns on the map, buttons under it. */
export class Asking {
  private layers: L.Layer[] = [];
  private shown: Crossing | null = null;

  constructor(private readonly host: AskingHost) {
    host.frame.view.append(patterns());
  }

  /** Asks, or goes when there is nothing to ask. */
  show(crossing: Crossing | null): void {
    const isNew = crossing !== null && this.shown === null;
    this.shown = crossing;
    this.name();
    for (const layer of this.layers) layer.remove();
    this.layers = crossing && crossing.parts.length <= MOST_PARTS ? crossing.parts.flatMap((_, index) => this.mark(crossing, index)) : [];
    if (isNew) this.host.frame.announce(this.question(crossing), 300);
  }

  name(): void {
    const { shown, host: { frame, words, keep, undo } } = this;
    frame.ask.hidden = shown === null;
    frame.ask.replaceChildren();
    if (!shown) return;
    const said = element("strong", "sk-asked");
    said.textContent = this.question(shown);
    frame.ask.setAttribute("aria-label", said.textContent);
    const buttons: HTMLElement[] = [];
    if (shown.parts.length <= MOST_PARTS) {
      shown.parts.forEach((ring, index) => {
        const text = words.say("map.keep", { part: LETTERS[index]!, ha: words.number(hectares([[ring]])) });
        buttons.push(this.button(text, () => keep([index])));
      });
      const all = shown.parts.map((_, index) => index);
      if (all.length > 1) buttons.push(this.button(words.say(all.length > 2 ? "map.keepall" : "map.keepboth"), () => keep(all)));
    }
    buttons.push(this.button(words.say("map.undo"), undo));
    frame.ask.append(said, ...buttons);
  }

  private question(crossing: Crossing): string {
    return this.host.words.say(crossing.parts.length > MOST_PARTS ? "err.complex" : "map.cross");
  }

  private button(text: string, press: () => void): HTMLButtonElement {
    const button = element("button", "sk-button");
    button.type = "button";
    button.textContent = text;
    button.addEventListener("click", (event) => {
      press();
      if (event.detail === 0) this.host.frame.map.focus({ preventScroll: true });
    });
    return button;
  }

  private mark(crossing: Crossing, index: number): L.Layer[] {
    const { map } = this.host;
    const ring = crossing.parts[index]!;
    const room = widest([[ring]]);
    const land = L.polygon(toLatLngs([[ring]]), still("own", `sk-part is-${index}`)).addTo(map);
    if (!room) return [land];
    const letter = element("span", "");
    letter.textContent = LETTERS[index]!;
    const icon = L.divIcon({ className: "sk-letter", html: letter, iconSize: [0, 0] });
    const at: L.LatLngTuple = [room.lat, (room.west + room.east) / 2];
    const marker = L.marker(at, { icon, pane: "sk-names", interactive: false, keyboard: false, pmIgnore: true, snapIgnore: true });
    return [land, marker.addTo(map)];
  }
}

/** Stripes and dots; colour alone would tell two parts apart only to some. */
function patterns(): SVGElement {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("class", "sk-patterns");
  svg.setAttribute("aria-hidden", "true");
  const shapes = ["M0 8 8 0M-2 2 2-2M6 10 10 6", "M4 4h.01", "M0 4h8", "M4 0v8", "M0 4h8M4 0v8"];
  shapes.forEach((path, index) => {
    const pattern = document.createElementNS(SVG, "pattern");
    const line = document.createElementNS(SVG, "path");
    for (const [name, value] of [["id", `sk-pattern-${index}`], ["width", "8"], ["height", "8"], ["patternUnits", "userSpaceOnUse"]] as const) {
      pattern.setAttribute(name, value);
    }
    line.setAttribute("d", path);
    pattern.append(line);
    svg.append(pattern);
  });
  return svg;
}
