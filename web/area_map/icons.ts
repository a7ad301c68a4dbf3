/** Pictures for the buttons: 24 by 24, drawn in lines; always with a word beside them. */
const PATHS = {
  stroke: "M4 17c3-9 6-11 8-8s-3 7 0 8 5-6 8-10",
  points: "M6 18 5 7l12-2 3 11zM5 7h0M17 5h0M20 16h0M6 18h0",
  add: "M12 5v14M5 12h14",
  off: "M5 12h14",
  pan: "M12 3v18M3 12h18M12 3 9 6M12 3l3 3M12 21l-3-3M12 21l3-3M3 12l3-3M3 12l3 3M21 12l-3-3M21 12l-3 3",
  undo: "M9 14 4 9l5-5M4 9h10a6 6 0 0 1 0 12h-3",
  redo: "m15 14 5-5-5-5M20 9H10a6 6 0 0 0 0 12h3",
  clear: "M4 7h16M9 7V4h6v3M6 7l1 13h10l1-13M10 11v5M14 11v5",
  follow: "M5 21c0-8 14-8 14-18M5 21v-4M19 3v4M5 8a2 2 0 1 0 0-4 2 2 0 0 0 0 4zM19 20a2 2 0 1 0 0-4 2 2 0 0 0 0 4z",
  close: "M12 3a9 9 0 1 1-6.4 2.6M12 3 9 1M12 3 9 6",
  more: "M5 12h.01M12 12h.01M19 12h.01",
  contrast: "M12 3a9 9 0 1 0 0 18zM12 3a9 9 0 0 1 0 18",
  place: "M12 21c-5-6-7-8-7-11a7 7 0 0 1 14 0c0 3-2 5-7 11zM12 12a2 2 0 1 0 0-4 2 2 0 0 0 0 4z",
  list: "M9 6h11M9 12h11M9 18h11M4 6h.01M4 12h.01M4 18h.01",
  north: "M12 20V4M5 11l7-7 7 7",
  east: "M4 12h16M13 5l7 7-7 7",
  south: "M12 4v16M5 13l7 7 7-7",
  west: "M20 12H4M11 5l-7 7 7 7",
  play: "M7 4v16l13-8z",
  pause: "M8 5v14M16 5v14",
  remove: "m6 6 12 12M18 6 6 18",
} as const;

export type Icon = keyof typeof PATHS;

const SVG = "http://www.w3.org/2000/svg";

export function icon(name: Icon): SVGElement {
  const svg = document.createElementNS(SVG, "svg");
  const path = document.createElementNS(SVG, "path");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  path.setAttribute("d", PATHS[name]);
  if (name === "points") path.setAttribute("class", "with-dots");
  svg.append(path);
  return svg;
}
