import type { Area, HistoryData, VersionRow } from "./types";

/** What is different from the step before: names of areas, by what happened to them. */
export type Changes = Record<"began" | "ended" | "moved" | "renamed" | "rested" | "woke", string[]>;

export interface Step {
  day: string;
  precision: string;
  changes: Changes;
}

interface Version {
  area: Area;
  row: VersionRow;
}

const STILL = "9999-12-31";

/** All versions of all areas, each with one shape that stays the same object: the map reuses what stands on. */
export class History {
  readonly steps: Step[];
  private readonly versions: Version[];

  constructor(data: HistoryData, readonly today: string) {
    this.versions = data.versions.map((row) => ({ row, area: toArea(row, data) }));
    const days = new Set<string>();
    for (const { row } of this.versions) {
      for (const day of [row[3], row[4] ?? STILL]) if (day <= today) days.add(day);
    }
    const sorted = [...days].sort();
    this.steps = sorted.map((day, index) => this.step(day, sorted[index - 1]));
    if (sorted.at(-1) !== today) this.steps.push({ day: today, precision: "day", changes: nothing() });
  }

  get firstYear(): string {
    return (this.steps[0]?.day ?? this.today).slice(0, 4);
  }

  areasAt(day: string): Area[] {
    return this.at(day).map(({ area }) => area);
  }

  /** The last step that isn't after a day; before all of them the first. */
  indexAt(day: string): number {
    let index = 0;
    while (index + 1 < this.steps.length && (this.steps[index + 1] as Step).day <= day) index += 1;
    return index;
  }

  private at(day: string): Version[] {
    return this.versions.filter(({ row }) => row[3] <= day && day < (row[4] ?? STILL));
  }

  private step(day: string, previous: string | undefined): Step {
    const before = new Map((previous ? this.at(previous) : []).map((version) => [version.row[0], version.row]));
    const changes = nothing();
    let precision = "day";
    for (const { row } of this.at(day)) {
      const [id, name, shape, from, , resting, known] = row;
      const old = before.get(id);
      before.delete(id);
      if (from === day && known !== "day") precision = known;
      if (!old) changes.began.push(name);
      else if (old[1] !== name) changes.renamed.push(`${old[1]} → ${name}`);
      else if (old[5] !== resting) changes[resting ? "rested" : "woke"].push(name);
      else if (old[2] !== shape) changes.moved.push(name);
    }
    changes.ended.push(...[...before.values()].map((row) => row[1]));
    return { day, precision, changes };
  }
}

function nothing(): Changes {
  return { began: [], ended: [], moved: [], renamed: [], rested: [], woke: [] };
}

function toArea(row: VersionRow, data: HistoryData): Area {
  const coordinates = data.shapes[row[2]] ?? [];
  const properties = row[5] ? { name: row[1], resting: true } : { name: row[1] };
  return { type: "Feature", id: row[0], properties, geometry: { type: "MultiPolygon", coordinates } };
}
