import type * as L from "leaflet";

/**
 * The script of the report: a document of its own that asks nobody for anything. A row of the table and its shape on
 * the map light each other up, and the headers sort the table. The page sets `smeedkaartMap` before this runs.
 */
declare global {
  interface Window {
    smeedkaartMap?: L.Map;
  }
}

type Shape = L.Path & { feature?: { id?: string | number } };

function shapes(map: L.Map | undefined): Map<string, Shape[]> {
  const found = new Map<string, Shape[]>();
  map?.eachLayer((layer) => {
    const shape = layer as Shape;
    const id = shape.feature?.id;
    if (id === undefined || typeof shape.setStyle !== "function") return;
    found.set(String(id), [...(found.get(String(id)) ?? []), shape]);
  });
  return found;
}

/** Shapes are looked up anew each time: playing through the years replaces them. */
function light(id: string, on: boolean): void {
  for (const row of document.querySelectorAll<HTMLElement>("[data-area]")) {
    if (row.dataset["area"] === id) row.classList.toggle("is-lit", on);
  }
  for (const shape of shapes(window.smeedkaartMap).get(id) ?? []) {
    const before = usual.get(shape) ?? shape.options.weight ?? 2;
    if (on) usual.set(shape, before);
    else usual.delete(shape);
    shape.setStyle({ weight: on ? before + 3 : before });
    if (on) shape.bringToFront();
  }
}
const usual = new WeakMap<Shape, number>();

function linkRows(): void {
  const listen = (name: string, on: boolean): void => document.addEventListener(name, (event) => {
    const row = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-area]") : null;
    const id = row?.dataset["area"];
    if (id !== undefined) light(id, on);
  });
  listen("mouseover", true);
  listen("mouseout", false);
  listen("focusin", true);
  listen("focusout", false);
}

function linkShapes(map: L.Map | undefined): void {
  const seen = new WeakSet<Shape>();
  const link = (): void => {
    for (const [id, layers] of shapes(map)) {
      for (const layer of layers) {
        if (seen.has(layer)) continue;
        seen.add(layer);
        layer.on("mouseover focus", () => light(id, true));
        layer.on("mouseout blur", () => light(id, false));
      }
    }
  };
  link();
  // Years that appear later bring their own shapes; one pass after each batch of them is enough.
  let due = 0;
  map?.on("layeradd", () => {
    cancelAnimationFrame(due);
    due = requestAnimationFrame(link);
  });
}

function value(row: HTMLTableRowElement, column: number): string | null {
  const text = row.cells[column]?.dataset["value"];
  return text === undefined || text.trim() === "" ? null : text;
}

/** Numbers as numbers, other words by the language of the document; what's missing comes last both ways. */
function sort(header: HTMLTableCellElement): void {
  const body = header.closest("table")?.tBodies[0];
  if (!body) return;
  const down = header.getAttribute("aria-sort") === "ascending";
  const words = new Intl.Collator(document.documentElement.lang || undefined, { numeric: true });
  const rows = [...body.rows].map((row) => ({ row, key: value(row, header.cellIndex) }));
  rows.sort((a, b) => {
    if (a.key === null || b.key === null) return Number(a.key === null) - Number(b.key === null);
    const difference = Number(a.key) - Number(b.key);
    const order = Number.isNaN(difference) ? words.compare(a.key, b.key) : difference;
    return down ? -order : order;
  });
  for (const other of header.parentElement?.querySelectorAll("th[aria-sort]") ?? []) other.removeAttribute("aria-sort");
  header.setAttribute("aria-sort", down ? "descending" : "ascending");
  body.append(...rows.map(({ row }) => row));
}

function start(): void {
  linkRows();
  linkShapes(window.smeedkaartMap);
  for (const header of document.querySelectorAll<HTMLTableCellElement>("th[data-sort]")) {
    header.querySelector("button")?.addEventListener("click", () => sort(header));
  }
}

if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
else start();
