import L from "leaflet";
import { contains, toDrawing, widest } from "./geometry";
import { Labels } from "./labels";
import { areaTargets, lineTargets, type Target } from "./snap";
import type { Area, AreaGeometry, Data, Drawing, Line, Position } from "./types";

type LatLngs = L.LatLngTuple[][][];

export function toLatLngs(drawing: Drawing): LatLngs {
  return drawing.map((rings) => rings.map((ring) => ring.map(([x, y]): L.LatLngTuple => [y, x])));
}

interface Standing {
  id: string;
  area: Area;
  drawing: Drawing;
  layer: L.Polygon;
  /** All that is drawn of it, bottom first. */
  parts: L.Polygon[];
}

/** All that stands: areas, their names, lines and the municipality's edge. Replaced per kind, only when changed. */
export class Layers {
  /** What a new line can follow. */
  targets: Target[] = [];
  onSelect: (id: string) => void = () => undefined;
  private readonly labels: Labels;
  private standing: Standing[] = [];
  private chosen: L.Polygon[] = [];
  private lit: L.Path | null = null;
  private readonly tip = L.tooltip({ direction: "top", offset: [0, -8], className: "sk-tip" });
  private readonly shown = new Map<string, string>();
  private readonly groups = { areas: L.layerGroup(), lines: L.layerGroup(), outline: L.layerGroup() };

  constructor(private readonly map: L.Map) {
    const panes: [string, number][] = [["lines", 350], ["outline", 360], ["casings", 385], ["areas", 390], ["chosen", 420], ["lit", 430], ["own", 440], ["names", 450]];
    for (const [name, order] of panes) map.createPane(`sk-${name}`).style.zIndex = String(order);
    for (const group of Object.values(this.groups)) group.addTo(map);
    this.labels = new Labels(map);
  }

  /** Shows these areas and no others; what stands already stays as it is, so nothing flickers. */
  show(areas: Area[]): void {
    this.drawAreas(areas);
  }

  name(id: string | null): string {
    return this.standing.find((each) => each.id === id)?.area.properties.name ?? "";
  }

  update(data: Data): void {
    const changed = (kind: string, value: unknown): boolean => {
      const now = JSON.stringify(value);
      const before = this.shown.get(kind);
      this.shown.set(kind, now);
      return now !== before;
    };
    // A history brings its own areas, by `show`.
    const areas = !data.history && changed("areas", data.areas);
    const lines = changed("lines", data.lines);
    if (areas) this.drawAreas(data.areas.features);
    if (lines) this.drawLines(data.lines.features);
    if (areas || lines) this.collect(data);
    if (changed("outline", data.outline)) this.drawOutline(data.outline);
  }

  /** Black on yellow; only a matter of showing, whoever chose. */
  select(id: string | null): void {
    for (const layer of this.chosen) layer.remove();
    const standing = this.standing.find((each) => each.id === id);
    this.chosen = standing
      ? ["sk-chosen-under", "sk-chosen"].map((className) =>
          L.polygon(toLatLngs(standing.drawing), still("chosen", className)).addTo(this.map))
      : [];
  }

  /** The followed line thickens. */
  light(layer: L.Layer | null): void {
    this.lit?.remove();
    this.lit = null;
    if (!(layer instanceof L.Polyline)) return;
    const looks = still("lit", "sk-lit");
    this.lit = layer instanceof L.Polygon
      ? L.polygon(layer.getLatLngs() as L.LatLng[][][], looks)
      : L.polyline(layer.getLatLngs() as L.LatLng[], looks);
    this.lit.addTo(this.map);
  }

  nameOf(layer: L.Layer): string {
    return this.targets.find((target) => target.layer === layer)?.name ?? "";
  }

  areaAt(position: Position): Area | null {
    return this.standing.find(({ drawing }) => contains(drawing, position))?.area ?? null;
  }

  private drawAreas(areas: Area[]): void {
    const before = new Map(this.standing.map((each) => [each.area, each]));
    const after = areas.map((area) => before.get(area) ?? this.draw(area, before.size > 0));
    const kept = new Set(after);
    if (after.length === before.size && after.every((each) => before.has(each.area))) return;
    for (const standing of this.standing) {
      if (!kept.has(standing)) for (const part of standing.parts) this.groups.areas.removeLayer(part);
    }
    this.tip.close();
    this.light(null);
    this.standing = after;
    this.labels.set(this.standing.flatMap(({ id, area, drawing }) => {
      const room = widest(drawing);
      return room ? [{ id, text: area.properties.label ?? area.properties.name, room }] : [];
    }));
  }

  private draw(area: Area, isNew: boolean): Standing {
    const id = String(area.id);
    const drawing = toDrawing(area.geometry);
    const latlngs = toLatLngs(drawing);
    const looks = ["sk-area", isNew ? "is-new" : "", area.properties.resting ? "is-resting" : ""].filter(Boolean).join(" ");
    // Below all lines, or the casing of one area would cut the line of its neighbour.
    const casing = L.polygon(latlngs, still("casings", "sk-casing"));
    const layer = L.polygon(latlngs, { ...still("areas", looks), interactive: true, snapIgnore: false });
    layer.on("click", (event) => {
      if (this.map.getContainer().classList.contains("is-drawing")) return;
      L.DomEvent.stopPropagation(event);
      this.onSelect(id);
    });
    // Not bindTooltip: its focus listeners would make a tab stop of every shape.
    layer.on("mousemove", ({ latlng }) => {
      if (this.map.getContainer().classList.contains("is-drawing") || this.labels.isShown(id)) return;
      this.tip.setContent(nameTag(area.properties.name)).setLatLng(latlng).openOn(this.map);
    });
    layer.on("mouseout", () => this.tip.close());
    for (const part of [casing, layer]) this.groups.areas.addLayer(part);
    return { id, area, drawing, layer, parts: [casing, layer] };
  }

  private drawLines(lines: Line[]): void {
    this.groups.lines.clearLayers();
    for (const line of lines) {
      for (const target of lineTargets(line)) {
        const latlngs = target.ring.map(([x, y]): L.LatLngTuple => [y, x]);
        const { kind } = line.properties;
        this.groups.lines.addLayer(L.polyline(latlngs, { ...still("lines", `sk-${kind}`), snapIgnore: false }));
        if (kind === "railway") this.groups.lines.addLayer(L.polyline(latlngs, still("lines", "sk-sleepers")));
      }
    }
  }

  /** Each target with the layer that Geoman's snapping will report. */
  private collect(data: Data): void {
    const areas = this.standing.flatMap(({ area, layer }) => areaTargets(area).map((target) => ({ ...target, layer })));
    const layers = this.groups.lines.getLayers()
      .filter((layer): layer is L.Polyline => layer instanceof L.Polyline && layer.options.snapIgnore === false);
    const lines = data.lines.features.flatMap(lineTargets).map((target, index) => {
      const layer = layers[index];
      return layer ? { ...target, layer } : target;
    });
    this.targets = [...areas, ...lines];
  }

  private drawOutline(outline: AreaGeometry | null): void {
    this.groups.outline.clearLayers();
    if (!outline) return;
    const layer = L.polygon(toLatLngs(toDrawing(outline)), still("outline", "sk-outline"));
    this.groups.outline.addLayer(layer);
    this.map.setMaxBounds(layer.getBounds().pad(0.1).extend(layer.getBounds().getCenter().toBounds(10000)));
  }
}

/** Options of a layer that neither the mouse nor Geoman has business with; its looks are in the style sheet. */
export function still(pane: string, className: string): L.PolylineOptions {
  return { pane: `sk-${pane}`, className, interactive: false, pmIgnore: true, snapIgnore: true, bubblingMouseEvents: true };
}

/** A name is what somebody typed, so it enters the page as text only. */
function nameTag(name: string): HTMLElement {
  const tag = document.createElement("span");
  tag.textContent = name;
  return tag;
}
