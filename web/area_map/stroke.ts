import L from "leaflet";
import { Snapper, tidy } from "./snap";
import type { Position, Ring } from "./types";

const STEP = 24;
const NEAR = 48;

export interface StrokeHost {
  map: L.Map;
  /** Whether a stroke may begin; says why when not. */
  allowed: () => boolean;
  /** For one finished stroke; null where snapping is off. */
  snapper: () => Snapper | null;
  sketch: (line: Position[]) => void;
  closed: (ring: Ring) => void;
  /** Whether a line is wanted, from here to there: it ends where the finger is lifted. */
  isLine: () => boolean;
  /** The line ended away from its start. */
  left: (open: boolean) => void;
}

/** One line with finger, pen or mouse. A second finger ends it and moves the map instead. */
export class Stroke {
  /** A line that didn't come round; the next stroke may go on from its end. */
  private line: Position[] = [];
  private pointer: number | null = null;
  private before: Position[] = [];

  constructor(private readonly host: StrokeHost) {}

  enable(): void {
    const element = this.host.map.getContainer();
    element.addEventListener("pointerdown", this.down);
    element.addEventListener("pointermove", this.move);
    element.addEventListener("pointerup", this.up);
    element.addEventListener("pointercancel", this.cancel);
  }

  disable(): void {
    const element = this.host.map.getContainer();
    element.removeEventListener("pointerdown", this.down);
    element.removeEventListener("pointermove", this.move);
    element.removeEventListener("pointerup", this.up);
    element.removeEventListener("pointercancel", this.cancel);
    this.clear();
  }

  get isOpen(): boolean {
    return this.line.length > 1 && this.pointer === null;
  }

  get isDragging(): boolean {
    return this.pointer !== null;
  }

  clear(): void {
    this.pointer = null;
    this.line = [];
    this.show(false);
  }

  /** "Maak rond": closes an open line as it lies. */
  close(): void {
    const corners = thin(this.line.map((position) => this.point(position)), this.line);
    this.clear();
    if (corners.length < 3) return;
    const snapper = this.host.snapper();
    const ring = snapper ? snapper.follow(corners.map((corner) => snapper.hit(corner)), true) : tidy(corners);
    if (ring.length > 2) this.host.closed(ring);
  }

  /** The line as it lies, from here to there. */
  private end(points: L.Point[]): void {
    const corners = thin(points, this.line, false);
    const snapper = this.host.snapper();
    this.clear();
    this.host.closed(snapper ? corners.map((corner) => snapper.hit(corner).position) : corners);
  }

  private readonly down = (event: PointerEvent): void => {
    if (!this.isGround(event) || event.button !== 0) return;
    if (!event.isPrimary) return this.cancel();
    if (!this.host.allowed()) return;
    this.pointer = event.pointerId;
    this.before = this.line;
    const at = this.position(event);
    const end = this.line.at(-1);
    const goesOn = end && this.point(end).distanceTo(this.point(at)) < NEAR;
    this.line = goesOn ? [...this.line, at] : [at];
    this.host.map.getContainer().setPointerCapture(event.pointerId);
    this.show(false);
  };

  private readonly move = (event: PointerEvent): void => {
    if (event.pointerId !== this.pointer) return;
    const at = this.position(event);
    if (this.point(this.line.at(-1)!).distanceTo(this.point(at)) < 3) return;
    this.line.push(at);
    this.host.sketch(this.line);
  };

  private readonly up = (event: PointerEvent): void => {
    if (event.pointerId !== this.pointer) return;
    this.pointer = null;
    const points = this.line.map((position) => this.point(position));
    // A tap is no line: what lay there stays.
    if (length(points) < NEAR) {
      this.line = this.before;
      return this.show(this.line.length > 1);
    }
    if (this.host.isLine()) return this.end(points);
    const comesRound = points[0]!.distanceTo(points.at(-1)!) <= NEAR;
    if (comesRound && thin(points, this.line).length > 2) this.close();
    else this.show(true);
  };

  private readonly cancel = (): void => {
    if (this.pointer === null) return;
    this.pointer = null;
    this.line = this.before;
    this.show(this.line.length > 1);
  };

  private show(open: boolean): void {
    this.host.sketch(this.line);
    this.host.left(open);
  }

  private isGround(event: PointerEvent): boolean {
    return event.target instanceof Element && !event.target.closest(".leaflet-control");
  }

  private position(event: PointerEvent): Position {
    const { lat, lng } = this.host.map.mouseEventToLatLng(event);
    return [lng, lat];
  }

  private point([x, y]: Position): L.Point {
    return this.host.map.latLngToContainerPoint([y, x]);
  }
}

function length(points: L.Point[]): number {
  return points.reduce((sum, point, index) => sum + (index ? point.distanceTo(points[index - 1]!) : 0), 0);
}

/** About one corner per 24 px, and none on what is straight anyway. */
function thin(points: L.Point[], line: Position[], closed = true): Position[] {
  const kept: number[] = [];
  points.forEach((point, index) => {
    const last = kept.at(-1);
    if (last === undefined || point.distanceTo(points[last]!) >= STEP) kept.push(index);
  });
  if (!closed && kept.at(-1) !== points.length - 1) kept.push(points.length - 1);
  // The end lies near the start: as a corner of its own it would only make a notch.
  while (closed && kept.length > 3 && points[kept.at(-1)!]!.distanceTo(points[0]!) < STEP) kept.pop();
  const straight = (index: number): boolean => {
    const [a, b, c] = [kept[index - 1], kept[index], kept[index + 1]];
    if (a === undefined || b === undefined || c === undefined) return false;
    return L.LineUtil.pointToSegmentDistance(points[b]!, points[a]!, points[c]!) < 1.5;
  };
  // Every second one at most, so that a gentle bend isn't straightened away.
  return kept.filter((_, index) => index % 2 === 0 || !straight(index) || (!closed && index === kept.length - 1)).map((index) => line[index]!);
}
