import L from "leaflet";

interface Label {
  id: string;
  text: string;
  room: { west: number; east: number; lat: number };
}

interface Placed extends Label {
  element: HTMLElement;
  marker: L.Marker;
  width: number;
  shown: boolean;
}

const HEIGHT = 18;

/** Names of areas, shown where they fit inside their area and don't touch another name. */
export class Labels {
  private placed: Placed[] = [];

  constructor(private readonly map: L.Map) {
    map.on("zoomend viewreset resize", () => this.fit());
  }

  set(labels: Label[]): void {
    for (const { marker } of this.placed) marker.remove();
    this.placed = labels.map((label) => {
      const element = document.createElement("span");
      element.textContent = label.text;
      const icon = L.divIcon({ className: "sk-name", html: element, iconSize: [0, 0] });
      const at: L.LatLngTuple = [label.room.lat, (label.room.west + label.room.east) / 2];
      const marker = L.marker(at, { icon, pane: "sk-names", interactive: false, keyboard: false, pmIgnore: true, snapIgnore: true });
      marker.addTo(this.map);
      return { ...label, element, marker, width: element.offsetWidth, shown: false };
    });
    // The roomiest first, so that where two names would touch the larger area keeps its own.
    this.placed.sort((a, b) => b.room.east - b.room.west - (a.room.east - a.room.west));
    this.fit();
  }

  isShown(id: string): boolean {
    return this.placed.some((label) => label.id === id && label.shown);
  }

  fit(): void {
    if (!this.map.getSize().x) return;
    const taken: L.Bounds[] = [];
    for (const label of this.placed) {
      label.width ||= label.element.offsetWidth;
      const { room } = label;
      const west = this.map.latLngToLayerPoint([room.lat, room.west]);
      const east = this.map.latLngToLayerPoint([room.lat, room.east]);
      const middle = west.add(east).divideBy(2);
      const half = L.point(label.width / 2 + 2, HEIGHT / 2);
      const bounds = L.bounds(middle.subtract(half), middle.add(half));
      label.shown = east.x - west.x >= label.width + 8 && !taken.some((other) => other.overlaps(bounds));
      if (label.shown) taken.push(bounds);
      label.element.style.visibility = label.shown ? "visible" : "hidden";
    }
  }
}
