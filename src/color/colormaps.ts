/**
 * Colours for numbers that are only looked at, unlike the codes, which are read back. The tables are those of
 * d3-scale-chromatic: Turbo (Mikhailov 2019, as a polynomial), Viridis and Inferno (matplotlib's), Spectral
 * (ColorBrewer), the sinebow (Bumgardner, Ashton).
 */
import {
  interpolateInferno,
  interpolateSinebow,
  interpolateSpectral,
  interpolateTurbo,
  interpolateViridis,
} from "d3-scale-chromatic";
import { ArgumentError, describeValue } from "../errors.js";

export const COLORMAPS = ["turbo", "viridis", "inferno", "spectral", "grey", "cyclic"] as const;
export type ColormapName = (typeof COLORMAPS)[number];

/** How often the cyclic map goes round: steps that another map hides are seen. */
const ROUNDS = 4;

const grey = (t: number): string => `rgb(${Array(3).fill(Math.round(255 * t))})`;

const interpolators: Readonly<Record<ColormapName, (t: number) => string>> = {
  turbo: interpolateTurbo,
  viridis: interpolateViridis,
  inferno: interpolateInferno,
  spectral: interpolateSpectral,
  grey,
  cyclic: (t) => interpolateSinebow((ROUNDS * t) % 1),
};

/**
 * A colormap as a table, from its first colour to its last.
 *
 * @param size how many colours
 * @returns `size` × 3 bytes, red green blue
 * @throws ArgumentError for a name that it does not know
 * @example colormapTable("viridis", 256).subarray(0, 3) // 68 1 84
 */
export function colormapTable(name: ColormapName, size = 1024): Uint8Array {
  const interpolate = Object.hasOwn(interpolators, name) ? interpolators[name] : undefined;
  if (!interpolate) {
    throw new ArgumentError({
      argument: "name",
      expected: COLORMAPS.join(", "),
      got: describeValue(name),
      remedy: "choose one of these",
    });
  }
  const table = new Uint8Array(3 * size);
  for (let i = 0; i < size; i++) table.set(bytesOf(interpolate(size === 1 ? 0 : i / (size - 1))), 3 * i);
  return table;
}

/** "#440154" or "rgb(68, 1, 84)" → its three bytes. */
function bytesOf(css: string): number[] {
  if (css.startsWith("#")) return [1, 3, 5].map((at) => Number.parseInt(css.slice(at, at + 2), 16));
  return (css.match(/\d+/g) ?? []).map(Number);
}
