import type * as Leaflet from "leaflet";

declare global {
  interface Window {
    /** The page makes them before this script runs. */
    smeedkaartMaps?: Leaflet.Map[];
  }
}

/** Area, shape, class (below 0: a pattern or none), radius, uncertain, name, figure. */
export type Row = [number, number, number, number, number, string, string];
/** What is shown of a cell, and what it is sorted by where that differs. */
export type Cell = string | [string, string];
/** The id of an area and its cells. */
export type TableRow = [string, ...Cell[]];

export interface PanelData {
  unit: string;
  colours: string[];
  circles: boolean;
  more: string;
  less: string;
  frames: Row[][];
}

export interface FrameData {
  day: string;
  label: string;
  stamps: string[];
  said: string;
  /** Of each legend, of each entry, how many areas. */
  counts: string[][][];
}

export interface Data {
  areas: string[];
  numbers: boolean;
  shapes: number[][][];
  points: [number, number][];
  box: [number, number, number, number] | null;
  panels: PanelData[];
  frames: FrameData[];
  start: number;
}

export const MISSING = -1;
export const SMALL = -2;
export const PLAIN = -3;
