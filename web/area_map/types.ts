import type { Draft } from "./draft";
import type { Feature, FeatureCollection, LineString, MultiLineString, MultiPolygon, Polygon } from "geojson";

/** Longitude and latitude in WGS84, never rounded: a corner taken from a neighbour must stay exactly his. */
export type Position = [number, number];
/** A ring without its closing repetition of the first corner. */
export type Ring = Position[];
/** Per part the outer ring and its holes; the form the map works with, whatever GeoJSON type came in. */
export type Drawing = Ring[][];

export type AreaGeometry = Polygon | MultiPolygon;
/** What can be drawn: land, or a line along which land is cut. */
export type Drawn = AreaGeometry | LineString;
export type Area = Feature<AreaGeometry, { name: string; label?: string; resting?: boolean }>;
export type LineKind = "street" | "water" | "railway";
export type Line = Feature<LineString | MultiLineString, { name: string | null; kind: LineKind }>;

/** Areas to look at, a line to draw, blocks to pick, or what was drawn to be read back. */
export type Mode = "show" | "draw" | "blocks" | "still";
export type Tool = "stroke" | "points" | "add" | "remove" | "pan";
export type Texts = Record<string, string>;

/** Id, name, number of its shape, first day, day on which it ended, whether it rests, how exactly the first day is known. */
export type VersionRow = [string, string, number, string, string | null, 0 | 1, string];

/** Id, name and the rings of each part in millionths of a degree: the first corner, then the step to each next one. */
export type BlockRow = [string, string, number[][][]];

/** Every version of every area; land that is the same has one shape. */
export interface HistoryData {
  shapes: Position[][][][];
  versions: VersionRow[];
}

/** What Python sends at every rerun. */
export interface Data {
  mode: Mode;
  texts: Texts;
  locale: string;
  areas: FeatureCollection<AreaGeometry, Area["properties"]>;
  lines: FeatureCollection<LineString | MultiLineString, Line["properties"]>;
  outline: AreaGeometry | null;
  bounds: [number, number, number, number];
  /** With a history the areas of `day` are taken from it; the visitor goes through the years in the browser. */
  history?: HistoryData | null;
  day?: string;
  today?: string;
  basemap: { url: string; attribution: string; attribution_url?: string; max_zoom?: number } | null;
  selected: string | null;
  drawing: Drawn | null;
  /** The blocks that can be picked; with them the way is to pick, without to draw. */
  blocks?: BlockRow[] | null;
  picked?: string[];
  revision: number;
  /** Whether the view goes to what a new revision brings: somebody asked for it. */
  look?: boolean;
  height?: string;
  /** How somebody draws, as the page calls it. */
  way?: string;
  /** Under what the drawing is kept on the device; none: it isn't. */
  draft_key?: string | null;
  /** Whether there is a way without a map. */
  has_list?: boolean;
  /** Whether what was drawn has just been sent. */
  sent?: boolean;
  /** Whether on a narrow screen the map gives way to what the page says. */
  gives_way?: boolean;
  /** The tool that is on at the start of drawing; "points" unless told. */
  tool?: "draw" | "points" | "pan";
  /** Whether a line is drawn, from here to there, in the place of a ring. */
  open_line?: boolean;
  /** Drawing is refused below this zoom, with a word why. */
  minzoom?: number;
}

/** All that was drawn and picked after Python's `revision`; whole, so that Python never sees half of it. */
export interface Work {
  drawing: Drawn | null;
  /** Ids, in order. */
  picked: string[];
  revision: number;
}

/** What the map tells Python; each name is one state value of the component. */
export interface State {
  work: Work;
  followed: string[];
  selected: string | null;
  /** Counts how often the way without a map was asked for. */
  without: number;
  /** The draft with which somebody goes on. */
  resumed: Draft;
  /** The day at which somebody let the time bar go. */
  day: string;
}
export type Send = <Name extends keyof State>(name: Name, value: State[Name]) => void;

/** The argument of a Streamlit v2 component, as far as this one uses it. */
export interface ComponentArguments {
  parentElement: HTMLElement | ShadowRoot;
  data: Data;
  setStateValue: (name: string, value: unknown) => void;
}
