import type * as Leaflet from "leaflet";
import { AreaLayer } from "./areas";
import { Around, link, manners } from "./around";
import { Shapes } from "./shapes";
import { FigureTable } from "./table";
import { type Data, MISSING, type PanelData, type Row, SMALL, type TableRow } from "./types";
import { Years } from "./years";

declare const L: typeof Leaflet;

/**
 * The script of the report: a document of its own that asks nobody for anything. It draws the figures of a year on the
 * map, and a row of the table and its shape on the map light each other up.
 */
class Report {
  private frame: number;
  /** Of each frame, of each table; read when they are asked for. */
  private rows: TableRow[][][] | undefined;
  /** Two dates have one table. */
  private readonly joint: boolean;
  private readonly ids: Map<string, number>;
  private readonly layers: AreaLayer[];
  private readonly tables: FigureTable[];
  private readonly around: Around;

  constructor(private readonly data: Data, maps: Leaflet.Map[]) {
    this.frame = data.start;
    this.joint = document.querySelectorAll("table").length < maps.length;
    this.ids = new Map(data.areas.map((id, place) => [id, place]));
    const shapes = new Shapes(data);
    this.layers = data.panels.map((panel) => new AreaLayer(shapes, panel, data.numbers));
    maps.forEach((map, place) => this.begin(map, place));
    link(maps);
    document.documentElement.dataset["drawn"] = String(Math.round(performance.now()));
    this.tables = [...document.querySelectorAll("table")]
      .map((table, place) => new FigureTable(table, (row) => this.dress(row, place)));
    // A long table comes after the map is on the screen.
    if (!document.querySelector("tbody tr")) requestAnimationFrame(() => setTimeout(() => this.fillTables()));
    this.listen();
    new Years(data.frames, (frame) => this.go(frame));
    this.around = new Around(maps[0]);
    this.around.show(data.frames[this.frame]?.day ?? "");
  }

  private begin(map: Leaflet.Map, place: number): void {
    const layer = this.layers[place]!;
    const { box } = this.data;
    manners(map);
    // Below the date, which lies on the map.
    const room = { paddingTopLeft: [16, 52], paddingBottomRight: [16, 20], animate: false } as Leaflet.FitBoundsOptions;
    if (box) map.fitBounds([[box[1], box[0]], [box[3], box[2]]], room);
    L.control.scale({ imperial: false }).addTo(map);
    layer.show(this.data.panels[place]!.frames[this.frame] ?? []);
    layer.addTo(map);
    const tip = map.getContainer().parentElement?.querySelector<HTMLElement>(".tip");
    const over = (event: Leaflet.LeafletMouseEvent): void => {
      const row = layer.at(event.latlng);
      this.light(row ? [row[0]] : []);
      if (tip) point(tip, event.containerPoint, map.getSize(), row, this.data.panels[place]!);
    };
    map.on("mousemove", over);
    map.on("click", over);
    map.on("mouseout", () => {
      this.light([]);
      if (tip) tip.hidden = true;
    });
  }

  private go(frame: number): void {
    const told = this.data.frames[frame];
    if (!told) return;
    this.frame = frame;
    this.layers.forEach((layer, place) => layer.show(this.data.panels[place]!.frames[frame] ?? []));
    put(".stamp", told.stamps);
    put("#lead, #announcer", [told.said, told.said]);
    document.querySelectorAll(".legend").forEach((legend, place) => {
      put(".n", told.counts[place]?.flat() ?? [], legend);
    });
    this.fillTables();
    this.around.show(told.day);
  }

  private fillTables(): void {
    this.rows ??= JSON.parse(document.querySelector("#rows")?.textContent || "[]") as TableRow[][][];
    this.tables.forEach((table, place) => table.replace(this.rows?.[this.frame]?.[place] ?? []));
  }

  /** A number to find an area on the map by, and the colour it has there. */
  private dress(row: HTMLTableRowElement, table: number): void {
    const area = this.ids.get(row.dataset["area"] ?? "");
    const name = row.cells[0];
    if (area === undefined || !name) return;
    if (this.data.numbers) {
      const number = document.createElement("span");
      number.className = "no";
      number.textContent = String(area + 1);
      name.prepend(number);
    }
    if (this.joint) this.data.panels.forEach((_, place) => this.colour(row.cells[place + 1], place, area));
    else this.colour(row.cells[row.cells.length - 1], table, area);
  }

  private colour(cell: HTMLTableCellElement | undefined, place: number, area: number): void {
    const panel = this.data.panels[place];
    const row = this.rowsOf(place).get(area);
    if (!cell || !panel || !row || panel.circles) return;
    const background = fillOf(row[2], panel);
    if (!background) return;
    const swatch = document.createElement("span");
    swatch.className = "swatch";
    swatch.style.background = background;
    cell.prepend(swatch);
  }

  /** The rows of a map by area; kept for one frame, since a long table asks for each of them. */
  private rowsOf(place: number): Map<number, Row> {
    if (this.keptFrame !== this.frame) {
      this.keptFrame = this.frame;
      this.keptRows = this.data.panels.map((panel) => new Map((panel.frames[this.frame] ?? []).map((row) => [row[0], row])));
    }
    return this.keptRows[place]!;
  }
  private keptFrame = -1;
  private keptRows: Map<number, Row>[] = [];

  private listen(): void {
    const on = (name: string, lit: boolean): void => document.addEventListener(name, (event) => {
      const row = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-area]") : null;
      const area = this.ids.get(row?.dataset["area"] ?? "");
      if (area !== undefined) this.light(lit ? [area] : []);
    });
    on("mouseover", true);
    on("mouseout", false);
    on("focusin", true);
    on("focusout", false);
  }

  private light(areas: number[]): void {
    for (const row of document.querySelectorAll(".is-lit")) row.classList.remove("is-lit");
    for (const area of areas) {
      const id = CSS.escape(this.data.areas[area] ?? "");
      for (const row of document.querySelectorAll(`tr[data-area="${id}"]`)) row.classList.add("is-lit");
    }
    for (const layer of this.layers) layer.light(areas);
  }
}

function fillOf(code: number, panel: PanelData): string {
  if (code === MISSING) return "repeating-linear-gradient(135deg, #6b6b6b 0 1.5px, #fff 1.5px 5px)";
  if (code === SMALL) return "radial-gradient(#6b6b6b 1.2px, #fff 1.4px) 0 0 / 5px 5px";
  return panel.colours[code] ?? "";
}

function point(
  tip: HTMLElement, at: Leaflet.Point, size: Leaflet.Point, row: Row | undefined, panel: PanelData,
): void {
  tip.hidden = row === undefined;
  if (!row) return;
  const name = document.createElement("strong");
  name.textContent = row[5];
  const bare = row[2] === MISSING || row[2] === SMALL || row[6].includes("€");
  tip.replaceChildren(name, bare ? row[6] : `${row[6]} ${panel.unit}`);
  tip.style.left = `${Math.min(at.x + 14, size.x - 250)}px`;
  tip.style.top = `${Math.min(at.y + 14, size.y - 80)}px`;
}

function put(selector: string, texts: string[], within: ParentNode = document): void {
  within.querySelectorAll(selector).forEach((element, place) => {
    element.textContent = texts[place] ?? "";
  });
}

function start(): void {
  const data = document.querySelector("#data")?.textContent;
  if (data && window.smeedkaartMaps) new Report(JSON.parse(data) as Data, window.smeedkaartMaps);
}

if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
else start();
