import { crosses, meetsItself, pairs, widest } from "./geometry";
import { hectares } from "./measure";
import type { Drawing, Position, Ring } from "./types";

/** More parts than this can't be told apart on a phone. */
export const MOST_PARTS = 5;
/** What is smaller than this in hectares nobody meant: a twitch of the finger. */
const TWITCH = 0.0025;

/** A line that crosses itself, cut into the pieces of land that it goes round, the largest first. */
export interface Crossing {
  parts: Ring[];
  /** The land of some of the parts as one drawing. */
  keep(which: number[]): Drawing;
}

/** A stretch of line in one direction, with the land on its left hand. */
interface Half {
  from: number;
  to: number;
  twin: Half;
  face: number;
}

/** What a drawing goes round, or null where its line neither crosses nor meets itself. */
export function crossing(drawing: Drawing): Crossing | null {
  const [rings, ...others] = drawing;
  const ring = rings?.[0];
  if (!ring || others.length || (rings?.length ?? 0) > 1 || !(crosses(ring) || meetsItself(ring))) return null;
  const { nodes, halves } = stretches(ring);
  const faces = facesOf(nodes, halves);
  const land = faces.map((face, number) => ({ number, ring: face.map(({ from }) => nodes[from]!), ha: hectares([[face.map(({ from }) => nodes[from]!)]]) }))
    .filter(({ ring: of, ha }) => ha > TWITCH && signed(of) > 0 && isWithin(of, ring))
    .sort((a, b) => b.ha - a.ha);
  if (!land.length) return null;
  return {
    parts: land.map((part) => part.ring),
    keep: (which) => outline(nodes, halves, new Set(which.map((index) => land[index]!.number))),
  };
}

/** The corners and crossings of a ring, and what runs between them, there and back. */
function stretches(ring: Ring): { nodes: Position[]; halves: Half[] } {
  const nodes: Position[] = [];
  const numbers = new Map<string, number>();
  const number = (position: Position): number => {
    const key = position.join();
    const known = numbers.get(key);
    if (known !== undefined) return known;
    numbers.set(key, nodes.length);
    return nodes.push(position) - 1;
  };
  const sides = pairs(ring);
  const cuts: { at: number; position: Position }[][] = sides.map(() => []);
  sides.forEach(([a, b], i) => {
    for (let j = i + 1; j < sides.length; j++) {
      const [c, d] = sides[j]!;
      const [s, t] = where(a, b, c, d) ?? [-1, -1];
      if (s <= 0 || s >= 1 || t <= 0 || t >= 1) continue;
      const position: Position = [a[0] + (b[0] - a[0]) * s, a[1] + (b[1] - a[1]) * s];
      cuts[i]!.push({ at: s, position });
      cuts[j]!.push({ at: t, position });
    }
  });
  const known = new Set<string>();
  const halves: Half[] = [];
  sides.forEach(([a, b], i) => {
    const stops = [a, ...cuts[i]!.sort((one, other) => one.at - other.at).map(({ position }) => position), b].map(number);
    for (let k = 0; k + 1 < stops.length; k++) {
      const [from, to] = [stops[k]!, stops[k + 1]!];
      if (from === to || known.has(`${from} ${to}`)) continue;
      known.add(`${from} ${to}`).add(`${to} ${from}`);
      const there = { from, to, face: -1 } as Half;
      const back: Half = { from: to, to: from, twin: there, face: -1 };
      there.twin = back;
      halves.push(there, back);
    }
  });
  return { nodes, halves };
}

/** How far along a to b, and along c to d, two lines meet. */
function where(a: Position, b: Position, c: Position, d: Position): [number, number] | null {
  const [ux, uy, vx, vy] = [b[0] - a[0], b[1] - a[1], d[0] - c[0], d[1] - c[1]];
  const across = ux * vy - uy * vx;
  if (across === 0) return null;
  const [wx, wy] = [c[0] - a[0], c[1] - a[1]];
  return [(wx * vy - wy * vx) / across, (wx * uy - wy * ux) / across];
}

/** Round each piece of land with the hand on the line: at every node the sharpest turn to the left. */
function facesOf(nodes: Position[], halves: Half[]): Half[][] {
  const next = turns(nodes, halves);
  const faces: Half[][] = [];
  for (const start of halves) {
    if (start.face >= 0) continue;
    const face: Half[] = [];
    for (let half = start; half.face < 0; half = next.get(half)!) {
      half.face = faces.length;
      face.push(half);
    }
    faces.push(face);
  }
  return faces;
}

function turns(nodes: Position[], halves: Half[]): Map<Half, Half> {
  const leaving: Half[][] = nodes.map(() => []);
  for (const half of halves) leaving[half.from]!.push(half);
  const angle = ({ from, to }: Half): number => Math.atan2(nodes[to]![1] - nodes[from]![1], nodes[to]![0] - nodes[from]![0]);
  const next = new Map<Half, Half>();
  for (const fan of leaving) {
    fan.sort((a, b) => angle(a) - angle(b));
    fan.forEach((half, index) => next.set(half.twin, fan[(index + fan.length - 1) % fan.length]!));
  }
  return next;
}

/** The outline of some faces together: what runs between two of them goes. */
function outline(nodes: Position[], halves: Half[], faces: Set<number>): Drawing {
  const rim = halves.filter((half) => faces.has(half.face) && !faces.has(half.twin.face));
  const all = turns(nodes, halves);
  const isRim = new Set(rim);
  const seen = new Set<Half>();
  const rings: Ring[] = [];
  for (const start of rim) {
    if (seen.has(start)) continue;
    const ring: Ring = [];
    for (let half = start; !seen.has(half);) {
      seen.add(half);
      ring.push(nodes[half.from]!);
      half = all.get(half)!;
      while (!isRim.has(half)) half = all.get(half.twin)!;
    }
    rings.push(ring);
  }
  const outer = rings.filter((ring) => signed(ring) > 0);
  const holes = rings.filter((ring) => signed(ring) < 0);
  return outer.map((ring) => [ring, ...holes.filter((hole) => isWithin(hole, ring))]);
}

function signed(ring: Ring): number {
  return pairs(ring).reduce((sum, [[ax, ay], [bx, by]]) => sum + ax * by - bx * ay, 0);
}

/** Whether the land inside a ring is land that another ring goes round, once or more. */
function isWithin(inner: Ring, ring: Ring): boolean {
  const room = widest([[inner]]);
  if (!room) return false;
  const [x, y] = [(room.west + room.east) / 2, room.lat];
  let turns = 0;
  for (const [[ax, ay], [bx, by]] of pairs(ring)) {
    if (ay > y === by > y) continue;
    if (x < ((bx - ax) * (y - ay)) / (by - ay) + ax) turns += by > ay ? 1 : -1;
  }
  return turns !== 0;
}

