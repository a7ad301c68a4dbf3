import type { Drawing, Drawn, Position, Ring } from "./types";

/** GeoJSON to plain rings, closing corner dropped; a line is the only ring of its drawing. */
export function toDrawing(geometry: Drawn | null): Drawing {
  if (!geometry) return [];
  if (geometry.type === "LineString") return [[geometry.coordinates.map(([x, y]): Position => [x!, y!])]];
  const parts = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
  return parts.map((rings) => rings.map((ring) => open(ring as Position[])));
}

function open(ring: Position[]): Ring {
  const corners = ring.map((position): Position => [position[0], position[1]]);
  const first = corners[0];
  const last = corners.at(-1);
  if (corners.length > 1 && first && last && same(first, last)) corners.pop();
  return corners;
}

/** Back to GeoJSON: a line, or a MultiPolygon where Python gave one or where there are several parts. */
export function toGeometry(drawing: Drawing, multi: boolean, line = false): Drawn | null {
  if (!drawing.length) return null;
  if (line) return { type: "LineString", coordinates: drawing[0]?.[0] ?? [] };
  const parts = drawing.map((rings) => rings.map((ring) => [...ring, ...ring.slice(0, 1)]));
  const first = parts[0];
  if (first && parts.length === 1 && !multi) return { type: "Polygon", coordinates: first };
  return { type: "MultiPolygon", coordinates: parts };
}

export function same(a: Position, b: Position): boolean {
  return a[0] === b[0] && a[1] === b[1];
}

export function pairs(ring: Ring, closed = true): [Position, Position][] {
  const found: [Position, Position][] = [];
  ring.forEach((from, index) => {
    const to = ring[index + 1] ?? (closed ? ring[0] : undefined);
    if (to) found.push([from, to]);
  });
  return found;
}

export function box(positions: Position[]): [number, number, number, number] {
  const found: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x, y] of positions) {
    found[0] = Math.min(found[0], x);
    found[1] = Math.min(found[1], y);
    found[2] = Math.max(found[2], x);
    found[3] = Math.max(found[3], y);
  }
  return found;
}

/** Even-odd, over all rings, so that a hole counts as outside. */
export function contains(drawing: Drawing, [x, y]: Position): boolean {
  let inside = false;
  for (const ring of drawing.flat()) {
    for (const [[ax, ay], [bx, by]] of pairs(ring)) {
      if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
    }
  }
  return inside;
}

function side(a: Position, b: Position, c: Position): number {
  return Math.sign((b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]));
}

/** Whether a line crosses itself; touching in a corner doesn't count. */
export function crosses(ring: Ring, closed = true): boolean {
  const sides = pairs(ring, closed);
  for (let i = 0; i < sides.length; i++) {
    const [a, b] = sides[i]!;
    for (let j = i + 2; j < sides.length; j++) {
      if (closed && i === 0 && j === sides.length - 1) continue;
      const [c, d] = sides[j]!;
      if (side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0) return true;
    }
  }
  return false;
}

/** Whether a ring comes through one of its corners twice, as a figure eight does that follows a street. */
export function meetsItself(ring: Ring): boolean {
  const starts = pairs(ring).filter(([a, b]) => a[0] !== b[0] || a[1] !== b[1]).map(([a]) => a.join());
  return new Set(starts).size < starts.length;
}

/**
 * The place for a name: the middle of the widest stretch inside the shape, of some level lines through it.
 * The middle of a box or of a bent shape often lies outside it; this never does.
 */
export function widest(drawing: Drawing): { west: number; east: number; lat: number } | null {
  let best: { west: number; east: number; lat: number } | null = null;
  let most = 0;
  for (const part of drawing) {
    const [, south, , north] = box(part[0] ?? []);
    for (let step = 3; step <= 13; step++) {
      const lat = south + ((north - south) * step) / 16;
      const cuts: number[] = [];
      for (const [[ax, ay], [bx, by]] of part.flatMap((ring) => pairs(ring))) {
        if (ay > lat !== by > lat) cuts.push(ax + ((bx - ax) * (lat - ay)) / (by - ay));
      }
      cuts.sort((a, b) => a - b);
      for (let index = 0; index + 1 < cuts.length; index += 2) {
        const west = cuts[index]!;
        const east = cuts[index + 1]!;
        // A level line near the middle of the height wins from one that is hardly wider.
        const score = (east - west) * (1 - Math.abs(step - 8) / 8);
        if (score <= most) continue;
        most = score;
        best = { west, east, lat };
      }
    }
  }
  return best;
}
