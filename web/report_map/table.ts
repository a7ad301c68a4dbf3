import type { Cell, TableRow } from "./types";

/** Rows put in place at once; of a long table more come when somebody scrolls to them. */
const AT_ONCE = 400;
/** How near the end, in pixels, that is. */
const NEAR = 600;

type Row = HTMLTableRowElement;
/** A row that stands in the document, or what it will be made of. */
type Item = Row | TableRow;

/** A table that can be sorted, and stays so when another year brings other rows. */
export class FigureTable {
  private items: Item[];
  private shown = 0;
  private column = -1;
  private down = false;
  private readonly body: HTMLTableSectionElement;

  constructor(private readonly table: HTMLTableElement, private readonly dress: (row: Row) => void) {
    this.body = table.tBodies[0] ?? table.createTBody();
    for (const header of table.querySelectorAll<HTMLTableCellElement>("th[data-sort]")) {
      header.querySelector("button")?.addEventListener("click", () => this.choose(header));
    }
    this.items = [...this.body.rows];
    this.shown = this.items.length;
    for (const row of this.body.rows) dress(row);
    const scroller = table.parentElement;
    scroller?.addEventListener("scroll", () => {
      if (scroller.scrollTop + scroller.clientHeight > scroller.scrollHeight - NEAR) this.more();
    });
  }

  replace(rows: TableRow[]): void {
    this.items = rows;
    this.table.setAttribute("aria-rowcount", String(rows.length + 1));
    this.show();
  }

  private show(): void {
    if (this.column >= 0) this.items = sorted(this.items, this.column, this.down);
    this.shown = 0;
    this.body.replaceChildren();
    this.more();
  }

  private more(): void {
    const next = this.items.slice(this.shown, this.shown + AT_ONCE);
    this.body.append(...next.map((item) => (item instanceof HTMLElement ? item : this.made(item))));
    this.shown += next.length;
  }

  private made([area, ...cells]: TableRow): Row {
    const row = document.createElement("tr");
    row.dataset["area"] = area;
    row.tabIndex = 0;
    cells.forEach((given, place) => row.append(cell(given, place)));
    this.dress(row);
    return row;
  }

  private choose(header: HTMLTableCellElement): void {
    this.down = header.getAttribute("aria-sort") === "ascending";
    this.column = header.cellIndex;
    for (const other of this.table.querySelectorAll("th[aria-sort]")) other.removeAttribute("aria-sort");
    header.setAttribute("aria-sort", this.down ? "descending" : "ascending");
    this.show();
  }
}

/** Numbers as numbers, other words by the language of the document; what's missing comes last both ways. */
function sorted(items: Item[], column: number, down: boolean): Item[] {
  const words = new Intl.Collator(document.documentElement.lang || undefined, { numeric: true });
  const keyed = items.map((item) => ({ item, key: key(item, column) }));
  keyed.sort((a, b) => {
    if (a.key === null || b.key === null) return Number(a.key === null) - Number(b.key === null);
    const difference = Number(a.key) - Number(b.key);
    const order = Number.isNaN(difference) ? words.compare(a.key, b.key) : difference;
    return down ? -order : order;
  });
  return keyed.map(({ item }) => item);
}

function key(item: Item, column: number): string | null {
  const given = item instanceof HTMLElement ? item.cells[column]?.dataset["value"] : parts(item[column + 1] ?? "")[1];
  return given === undefined || given.trim() === "" ? null : given;
}

function parts(given: Cell): [string, string] {
  return typeof given === "string" ? [given, given] : given;
}

function cell(given: Cell, place: number): HTMLTableCellElement {
  const made = document.createElement(place === 0 ? "th" : "td");
  const [text, value] = parts(given);
  made.textContent = text;
  made.dataset["value"] = value;
  if (place === 0) made.scope = "row";
  else made.className = "figure";
  return made;
}
