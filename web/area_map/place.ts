import type L from "leaflet";

const NEAR = 16;
const PATIENCE = 10_000;

/** Goes to where somebody is, when that is on this map; his place stays in his own browser. */
export function goToPlace(map: L.Map, unknown: () => void): void {
  if (!("geolocation" in navigator)) return unknown();
  const home = map.options.maxBounds;
  navigator.geolocation.getCurrentPosition(({ coords }) => {
    const here: L.LatLngTuple = [coords.latitude, coords.longitude];
    const isHere = home ? (home as L.LatLngBounds).contains(here) : map.getBounds().pad(2).contains(here);
    if (isHere) map.setView(here, Math.max(map.getZoom(), NEAR), { animate: false });
    else unknown();
  }, unknown, { timeout: PATIENCE, maximumAge: 60_000 });
}
