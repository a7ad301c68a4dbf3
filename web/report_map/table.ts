import type { Cell, TableRow } from "./types";

/** Rows put in place at once; the map and the mouse get their turn in between. */
const AT_ONCE = 400;

type Row = HTMLTableRowElement;

/** A table that can be sorted, and stays so when another year brings other rows. */
export class FigureTable {
  private column = -1;
  private down = false;
  private turn = 0;
  private readonly body: HTMLTableSectionElement;

  constructor(private readonly table: HTMLTableElement, private readonly dress: (row: Row) => void) {
    this.body = table.tBodies[0] ?? table.createTBody();
    for (const header of table.querySelectorAll<HTMLTableCellElement>("th[data-sort]")) {
      header.querySelector("button")?.addEventListener("click", () => this.choose(header));
    }
    for (const row of this.body.rows) dress(row);
  }

  replace(rows: TableRow[]): void {
    this.turn += 1;
    this.body.replaceChildren();
    this.add(rows, 0, this.turn);
  }

  private add(rows: TableRow[], from: number, turn: number): void {
    if (turn !== this.turn) return;
    const part = rows.slice(from, from + AT_ONCE);
    this.body.append(...part.map((row) => this.made(row)));
    if (from + AT_ONCE < rows.length) setTimeout(() => this.add(rows, from + AT_ONCE, turn));
    else if (this.column >= 0) this.sort();
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
    this.sort();
  }

  /** Numbers as numbers, other words by the language of the document; what's missing comes last both ways. */
  private sort(): void {
    const words = new Intl.Collator(document.documentElement.lang || undefined, { numeric: true });
    const rows = [...this.body.rows].map((row) => ({ row, key: value(row, this.column) }));
    rows.sort((a, b) => {
      if (a.key === null || b.key === null) return Number(a.key === null) - Number(b.key === null);
      const difference = Number(a.key) - Number(b.key);
      const order = Number.isNaN(difference) ? words.compare(a.key, b.key) : difference;
      return this.down ? -order : order;
    });
    this.body.append(...rows.map(({ row }) => row));
  }
}

function cell(given: Cell, place: number): HTMLTableCellElement {
  const made = document.createElement(place === 0 ? "th" : "td");
  const [text, key] = typeof given === "string" ? [given, given] : given;
  made.textContent = text;
  made.dataset["value"] = key;
  if (place === 0) made.scope = "row";
  else made.className = "figure";
  return made;
}

function value(row: Row, column: number): string | null {
  const text = row.cells[column]?.dataset["value"];
  return text === undefined || text.trim() === "" ? null : text;
}
