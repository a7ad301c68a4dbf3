import type { Drawing, Ring } from "./types";

const A = 6378137;
const E = Math.sqrt(0.00669437999014);
const RAD = Math.PI / 180;

/** The height of a latitude in the equal-area cylinder projection of the WGS84 ellipsoid, over the semi-major axis, doubled. */
function height(latitude: number): number {
  const s = E * Math.sin(latitude * RAD);
  return ((1 - E * E) / E) * (s / (1 - s * s) + Math.atanh(s));
}

function ringArea(ring: Ring): number {
  let sum = 0;
  ring.forEach(([x, y], index) => {
    const [nextX, nextY] = ring[(index + 1) % ring.length]!;
    sum += (nextX - x) * RAD * (height(y) + height(nextY));
  });
  return Math.abs((sum * A * A) / 4);
}

/**
 * Hectares on the ellipsoid, at once and without asking the server. In the equal-area projection this is exact but
 * for the bend of long sides, so far within the half per cent that may differ from the server's figure.
 */
export function hectares(drawing: Drawing): number {
  let area = 0;
  for (const [outer, ...holes] of drawing) {
    if (outer) area += ringArea(outer);
    for (const hole of holes) area -= ringArea(hole);
  }
  return Math.max(0, area) / 1e4;
}
