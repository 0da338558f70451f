import { REJECTED_ID } from "vision-peel/codecs";
import type { ReadoutField, ReadoutValue } from "../../shared/page/shell/readout.js";
import type { SegmentationPictures } from "../draw/layer.js";
import { type Region, VOID_ID } from "../state.js";

/** What one pixel says. */
export interface RegionReading {
  readonly id: number;
  readonly region: Region | undefined;
  readonly rgb?: readonly [number, number, number];
  /** levels from the painted colour to its own legend colour */
  readonly distance?: number;
  /** the nearest colour of another region, and how far it is */
  readonly runnerUp?: { readonly region: Region; readonly distance: number } | undefined;
  /** what it truly is */
  readonly truth?: string;
}

/**
 * Reads a pixel: its region, and how near the painted colour is to that one's and to the next one's.
 *
 * @param ids as they are shown; of a pixel that is left unknown the colour nearest to it is told
 */
export function readRegion(
  { width, painted, ids: decoded, truth }: SegmentationPictures,
  ids: Uint16Array,
  regions: ReadonlyMap<number, Region>,
  { x, y }: { x: number; y: number },
): RegionReading {
  const at = y * width + x;
  const id = ids[at];
  const region = regions.get(id);
  const trueRegion = truth && {
    truth: regions.get(truth[at])?.name ?? (truth[at] === VOID_ID ? "void" : "none"),
  };
  if (!painted) return { id, region, ...trueRegion };
  const rgb = [painted[3 * at], painted[3 * at + 1], painted[3 * at + 2]] as const;
  const far = ({ colour: [r, g, b] }: Region): number => Math.hypot(rgb[0] - r, rgb[1] - g, rgb[2] - b);
  const own = id === REJECTED_ID ? regions.get(decoded[at]) : region;
  let runnerUp: RegionReading["runnerUp"];
  for (const other of regions.values()) {
    if (other !== own && other.id !== REJECTED_ID && !(far(other) >= (runnerUp?.distance ?? Infinity)))
      runnerUp = { region: other, distance: far(other) };
  }
  const distance = own && own.id !== REJECTED_ID ? { distance: far(own) } : {};
  return { id, region, rgb, runnerUp, ...distance, ...trueRegion };
}

/** What the status line has room for. */
export const readingFields = ({
  painted,
  truth,
}: Pick<SegmentationPictures, "painted" | "truth">): ReadoutField[] => [
  { name: "region", swatch: true },
  { name: "id", label: "id" },
  { name: "x", label: "x" },
  { name: "y", label: "y", joined: true },
  ...(truth ? [{ name: "truth", label: "truly" }] : []),
  ...(painted
    ? [
        { name: "rgb", label: "painted", swatch: true },
        { name: "distance", label: "off" },
        { name: "runnerUp", label: "next" },
      ]
    : []),
];

const css = (rgb: readonly number[]): string => `rgb(${rgb.join(" ")})`;
const nameOf = ({ id, region }: RegionReading): string => region?.name ?? (id === 0 ? "none" : `${id}`);

export function readingValues(
  { x, y }: { x: number; y: number },
  reading: RegionReading,
  shown: readonly number[] | undefined,
): Record<string, ReadoutValue | string> {
  const { id, rgb, distance, runnerUp } = reading;
  return {
    region: shown ? { text: nameOf(reading), colour: css(shown) } : nameOf(reading),
    id: String(id),
    truth: reading.truth ?? "",
    x: String(x),
    y: String(y),
    rgb: rgb ? { text: rgb.join(" "), colour: css(rgb) } : "",
    distance: distance?.toFixed(1) ?? "",
    runnerUp: runnerUp ? `${runnerUp.region.name} ${runnerUp.distance.toFixed(1)}` : "",
  };
}

export function readingInWords({ x, y }: { x: number; y: number }, reading: RegionReading): string {
  const parts = [`x ${x}, y ${y}: ${nameOf(reading)}`];
  if (reading.truth !== undefined) parts.push(`truly ${reading.truth}`);
  if (reading.rgb) parts.push(`painted ${reading.rgb.join(" ")}`);
  if (reading.distance !== undefined) parts.push(`${reading.distance.toFixed(1)} levels off`);
  if (reading.runnerUp) {
    parts.push(`next ${reading.runnerUp.region.name} at ${reading.runnerUp.distance.toFixed(1)}`);
  }
  return parts.join(", ");
}
