import L from "leaflet";
import type { Data } from "./types";

/** The tiles, if there are any, with their source beside them; the map works without. */
export class Basemap {
  private tiles: L.TileLayer | null = null;
  private shown = "";
  private warned = false;

  constructor(
    private readonly map: L.Map,
    private readonly credit: HTMLElement,
    private readonly failed: () => void,
  ) {}

  set(basemap: Data["basemap"]): void {
    const now = JSON.stringify(basemap);
    if (now === this.shown) return;
    this.shown = now;
    this.tiles?.remove();
    this.tiles = null;
    this.map.getContainer().classList.remove("has-tiles");
    this.credit.replaceChildren();
    if (!basemap) return;
    // Never as HTML: an attribution may come from a settings file. Only https may become a link.
    const to = basemap.attribution_url ?? "";
    const text = document.createElement(to.startsWith("https://") ? "a" : "span");
    text.textContent = basemap.attribution;
    if (text instanceof HTMLAnchorElement) {
      text.href = to;
      text.rel = "noopener noreferrer";
      text.target = "_blank";
    }
    this.credit.append(text);
    this.tiles = L.tileLayer(basemap.url, { maxNativeZoom: basemap.max_zoom ?? 19, maxZoom: 19 });
    this.tiles.on("tileload", () => this.map.getContainer().classList.add("has-tiles"));
    this.tiles.on("tileerror", () => {
      if (this.warned || this.map.getContainer().classList.contains("has-tiles")) return;
      this.warned = true;
      this.failed();
    });
    this.tiles.addTo(this.map);
  }
}
