import type * as Leaflet from "leaflet";

/** Two maps side by side show the same place. */
export function link(maps: Leaflet.Map[]): void {
  let busy = false;
  for (const map of maps) {
    map.on("move", () => {
      if (busy) return;
      busy = true;
      for (const other of maps) {
        if (other !== map) other.setView(map.getCenter(), map.getZoom(), { animate: false });
      }
      busy = false;
    });
  }
}

/**
 * What the page around the document is told, and what it may ask: how high the document is, its day and view, so that
 * the page can make a link of them. From a file there is no page around it.
 */
export class Around {
  private day = "";

  constructor(private readonly map: Leaflet.Map | undefined) {
    if (window.parent === window) return;
    new ResizeObserver(() => this.tell()).observe(document.body);
    map?.on("moveend", () => this.tell());
    addEventListener("message", (event) => {
      const asked: unknown = event.source === window.parent ? event.data?.smeedkaartView : null;
      if (Array.isArray(asked) && asked.length === 3 && asked.every((n) => Number.isFinite(n))) {
        const [lat, lng, zoom] = asked as [number, number, number];
        map?.setView([lat, lng], zoom, { animate: false });
      }
    });
    window.parent.postMessage({ smeedkaartReady: true }, "*");
  }

  show(day: string): void {
    this.day = day;
    this.tell();
  }

  private tell(): void {
    if (window.parent === window) return;
    const center = this.map?.getCenter();
    const view = center ? [center.lat, center.lng, this.map!.getZoom()] : [];
    window.parent.postMessage({ smeedkaartMap: { height: document.body.scrollHeight, day: this.day, view } }, "*");
  }
}

/** A page scrolls with one finger and the wheel; the map moves with two, and by the wheel once it was chosen. */
export function manners(map: Leaflet.Map): void {
  if (matchMedia("(pointer: coarse)").matches) map.dragging.disable();
  map.on("focus click", () => map.scrollWheelZoom.enable());
  map.on("blur mouseout", () => map.scrollWheelZoom.disable());
  if (!matchMedia("(prefers-reduced-motion: reduce)").matches) return;
  map.options.zoomAnimation = false;
  map.options.inertia = false;
  (map as unknown as { _zoomAnimated: boolean })._zoomAnimated = false;
}
