import L from "leaflet";
import { box, pairs, same, toDrawing } from "./geometry";
import type { Area, Drawing, Line, LineKind, Position, Ring } from "./types";

/** A line that can be taken over. */
export interface Target {
  id: string | null;
  name: string;
  ring: Ring;
  closed: boolean;
  /** Standing boundaries go before water and railways, those before streets. */
  rank: number;
  /** The layer on the map that thickens when it's followed. */
  layer?: L.Path;
}

/** Where a point landed: on which line, and how far along it in pixels. */
export interface Hit {
  position: Position;
  target: Target | null;
  along: number;
}

const RANKS: Record<LineKind, number> = { water: 1, railway: 1, street: 2 };

export function areaTargets(area: Area): Target[] {
  return toDrawing(area.geometry).flat().map((ring) => ({
    id: String(area.id), name: area.properties.name, ring, closed: true, rank: 0,
  }));
}

export function lineTargets(line: Line): Target[] {
  const { geometry, properties } = line;
  const rings = geometry.type === "LineString" ? [geometry.coordinates] : geometry.coordinates;
  return rings.map((ring) => ({
    id: null, name: properties.name ?? "", ring: ring as Ring, closed: false, rank: RANKS[properties.kind] ?? 2,
  }));
}

/** Lines in pixels, for one view: what snapping and following work with. */
export class Snapper {
  private readonly lines: { target: Target; points: L.Point[]; marks: number[]; length: number }[] = [];

  constructor(private readonly map: L.Map, targets: Target[], private readonly distance: number) {
    const view = map.getBounds().pad(0.1);
    for (const target of targets) {
      const [west, south, east, north] = box(target.ring);
      if (!view.intersects([[south, west], [north, east]])) continue;
      const points = target.ring.map(([x, y]) => map.latLngToContainerPoint([y, x]));
      if (target.closed && points[0]) points.push(points[0]);
      const marks = [0];
      for (let i = 1; i < points.length; i++) marks.push(marks[i - 1]! + points[i - 1]!.distanceTo(points[i]!));
      this.lines.push({ target, points, marks, length: marks.at(-1) ?? 0 });
    }
    this.lines.sort((a, b) => a.target.rank - b.target.rank);
  }

  /** The nearest place on the first kind of line within reach; a corner wins over a place beside it. */
  hit(position: Position): Hit {
    const point = this.map.latLngToContainerPoint([position[1], position[0]]);
    let best: Hit = { position, target: null, along: 0 };
    let nearest = this.distance;
    let rank = Infinity;
    for (const { target, points, marks } of this.lines) {
      if (target.rank > rank) break;
      for (let i = 0; i + 1 < points.length; i++) {
        const a = points[i]!;
        const b = points[i + 1]!;
        const on = L.LineUtil.closestPointOnSegment(point, a, b);
        const away = on.distanceTo(point);
        if (away >= nearest) continue;
        nearest = away;
        rank = target.rank;
        const corner = on.distanceTo(a) <= on.distanceTo(b) ? i : i + 1;
        if (points[corner]!.distanceTo(on) < this.distance / 2) {
          best = { position: target.ring[corner % target.ring.length]!, target, along: marks[corner]! };
        } else {
          const share = on.distanceTo(a) / a.distanceTo(b);
          best = { position: between(target.ring[i]!, target.ring[(i + 1) % target.ring.length]!, share), target,
            along: marks[i]! + on.distanceTo(a) };
        }
      }
    }
    return best;
  }

  /**
   * The ring that takes over what it follows: where successive corners lie on one line, that line's own corners come
   * between them. A stroke with the finger follows bends; corners set one by one only what is nearly straight.
   */
  follow(hits: Hit[], bends: boolean): Ring {
    const found: Ring = [];
    hits.forEach((hit, index) => {
      const before = hits.at(index - 1)!;
      const next = hits[(index + 1) % hits.length]!;
      // Halfway a side of the line that's followed a corner of our own would add nothing.
      const isOnTheWay = bends && hit.target !== null && before.target === hit.target && next.target === hit.target;
      if (!isOnTheWay || hit.target?.ring.some((corner) => same(corner, hit.position))) found.push(hit.position);
      if (!hit.target || hit.target !== next.target) return;
      const passed = this.passed(hit, next);
      if (bends || this.isStraight(hit.position, next.position, passed)) found.push(...passed);
    });
    return tidy(found);
  }

  private passed(from: Hit, to: Hit): Ring {
    const line = this.lines.find(({ target }) => target === from.target);
    if (!line) return [];
    const { target, marks, length } = line;
    let way = to.along - from.along;
    if (target.closed) {
      if (way > length / 2) way -= length;
      if (way < -length / 2) way += length;
    }
    const steps: { at: number; position: Position }[] = [];
    target.ring.forEach((position, index) => {
      let at = marks[index]! - from.along;
      if (target.closed && way > 0 && at <= 0) at += length;
      if (target.closed && way < 0 && at >= 0) at -= length;
      if (way > 0 ? at > 0 && at < way : at < 0 && at > way) steps.push({ at: Math.abs(at), position });
    });
    return steps.sort((a, b) => a.at - b.at).map(({ position }) => position);
  }

  private isStraight(from: Position, to: Position, corners: Ring): boolean {
    const point = ([x, y]: Position): L.Point => this.map.latLngToContainerPoint([y, x]);
    return corners.every((corner) =>
      L.LineUtil.pointToSegmentDistance(point(corner), point(from), point(to)) < this.distance);
  }
}

function between(a: Position, b: Position, share: number): Position {
  return [a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share];
}

/** Without repeated corners and without there-and-back spikes. */
export function tidy(ring: Ring): Ring {
  let corners = ring;
  for (;;) {
    const kept = corners.filter((corner, index) => {
      const next = corners[(index + 1) % corners.length]!;
      return corners.length < 2 || !same(corner, next);
    });
    const spike = kept.findIndex((_, index) =>
      kept.length > 3 && same(kept[index]!, kept[(index + 2) % kept.length]!));
    if (spike < 0) return kept;
    const gone = new Set([(spike + 1) % kept.length, (spike + 2) % kept.length]);
    corners = kept.filter((_, index) => !gone.has(index));
  }
}

const METRE = 1 / 111320;

/** The standing areas of which a corner, or a place on an edge (within 2 cm), was taken over. */
export function followed(drawing: Drawing, targets: Target[]): string[] {
  const corners = drawing.flat(2);
  if (!corners.length) return [];
  const [west, south, east, north] = box(corners);
  const squeeze = Math.cos((south * Math.PI) / 180);
  const reach = 0.02 * METRE;
  const found = new Set<string>();
  for (const { id, ring } of targets) {
    if (id === null || found.has(id)) continue;
    const [w, s, e, n] = box(ring);
    if (w > east + reach || e < west - reach || s > north + reach || n < south - reach) continue;
    const flat = ([x, y]: Position): L.Point => L.point(x * squeeze, y);
    const sides = pairs(ring).map(([a, b]) => [flat(a), flat(b)] as const);
    const touches = corners.some((corner) => {
      const point = flat(corner);
      return sides.some(([a, b]) => L.LineUtil.pointToSegmentDistance(point, a, b) < reach);
    });
    if (touches) found.add(id);
  }
  return [...found].sort();
}
