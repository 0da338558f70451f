import type { Rgb } from "../../image/types.js";
import { type NearestWasm, nearestWasm } from "../../wasm/nearest.js";
import { type ColourCells, cellOf, colourCells } from "./colourCells.js";

/** What a classification fills, one value per pixel. */
export interface NearestPlanes {
  /** place of the nearest colour, at a tie the first; or its id */
  readonly classes: Uint8Array | Uint16Array;
  /** the id of each colour; default its place. Only with residual or margin */
  readonly idOf?: Uint16Array;
  /** distance to the nearest colour, levels */
  readonly residual?: Float32Array;
  /** how much farther the next colour is, levels; 0 is a tie. With one colour only, Infinity */
  readonly margin?: Float32Array;
}

/** Low bits of a packed candidate that hold its place; its squared distance lies above them. */
const PLACE_BITS = 8;
const PLACE_MASK = (1 << PLACE_BITS) - 1;
const FARTHEST = 0x7fffffff;

/** Places as ids. */
const PLACES = Uint16Array.from({ length: 256 }, (_, place) => place);

/**
 * The nearest of up to 256 colours, exactly, for any number of pictures. Lists of the few colours that
 * can be nearest within small cells of the cube spare almost all distances.
 *
 * @example
 * const nearest = new NearestColour([[0, 0, 0], [255, 0, 0]]);
 * nearest.classify(painted.data, { classes: new Uint8Array(painted.width * painted.height) });
 */
export class NearestColour {
  readonly #levels: Uint8Array;
  readonly #cells: Partial<Record<1 | 2, ColourCells>> = {};
  readonly #wasm: Partial<Record<1 | 2, NearestWasm | null>> = {};
  readonly #isPlain: boolean;

  /** @param plain whether to leave WebAssembly aside, of which the rest is the twin; default false */
  constructor(
    readonly colours: readonly Rgb[],
    { plain = false } = {},
  ) {
    this.#levels = Uint8Array.from(colours.flatMap((colour) => [...colour]));
    this.#isPlain = plain;
  }

  /** Fills the planes; `pixels` are RGB interleaved. */
  classify(pixels: Uint8Array, { classes, idOf = PLACES, residual, margin }: NearestPlanes): void {
    if (!residual && !margin && classes instanceof Uint8Array) {
      const wasm = this.#wasmFor(1);
      if (wasm) wasm.places(pixels, classes);
      else this.#classifyOnly(pixels, classes);
      return;
    }
    const far = residual ?? new Float32Array(classes.length);
    const apart = margin ?? new Float32Array(classes.length);
    const wasm = this.#wasmFor(2);
    if (wasm) wasm.planes(pixels, idOf, classes, far, apart);
    else this.#classifyWithRunnerUp(pixels, idOf, classes, far, apart);
    if (this.colours.length === 1) apart.fill(Infinity);
  }

  #wasmFor(places: 1 | 2): NearestWasm | null {
    if (this.#isPlain) return null;
    this.#wasm[places] ??= nearestWasm(this.#levels, this.#cellsFor(places)) ?? null;
    return this.#wasm[places];
  }

  #cellsFor(places: 1 | 2): ColourCells {
    let cells = this.#cells[places];
    if (!cells) {
      cells = colourCells(this.colours, places);
      this.#cells[places] = cells;
    }
    return cells;
  }

  #classifyOnly(pixels: Uint8Array, classes: Uint8Array): void {
    const { starts, lists } = this.#cellsFor(1);
    const levels = this.#levels;
    for (let i = 0, at = 0; i < classes.length; i++, at += 3) {
      const r = pixels[at];
      const g = pixels[at + 1];
      const b = pixels[at + 2];
      const cell = cellOf(r, g, b);
      const start = starts[cell];
      const end = starts[cell + 1];
      if (end - start === 1) {
        classes[i] = lists[start];
        continue;
      }
      let best = FARTHEST;
      for (let k = start; k < end; k++) {
        const place = lists[k];
        const packed = (squaredDistance(levels, 3 * place, r, g, b) << PLACE_BITS) | place;
        if (packed < best) best = packed;
      }
      classes[i] = best & PLACE_MASK;
    }
  }

  #classifyWithRunnerUp(
    pixels: Uint8Array,
    idOf: Uint16Array,
    classes: Uint8Array | Uint16Array,
    residual: Float32Array,
    margin: Float32Array,
  ): void {
    const { starts, lists } = this.#cellsFor(2);
    const levels = this.#levels;
    for (let i = 0, at = 0; i < classes.length; i++, at += 3) {
      const r = pixels[at];
      const g = pixels[at + 1];
      const b = pixels[at + 2];
      const cell = cellOf(r, g, b);
      let best = FARTHEST;
      let second = FARTHEST;
      for (let k = starts[cell]; k < starts[cell + 1]; k++) {
        const place = lists[k];
        const packed = (squaredDistance(levels, 3 * place, r, g, b) << PLACE_BITS) | place;
        if (packed < best) {
          second = best;
          best = packed;
        } else if (packed < second) second = packed;
      }
      classes[i] = idOf[best & PLACE_MASK];
      const distance = Math.sqrt(best >> PLACE_BITS);
      residual[i] = distance;
      margin[i] = Math.sqrt(second >> PLACE_BITS) - distance;
    }
  }
}

/** Preparing 256 colours takes longer than a small picture; a prompt is used for many. */
const KEPT = 8;
const known = new Map<string, NearestColour>();

/** The classifier of these colours, made once and kept for the next picture. */
export function nearestColour(colours: readonly Rgb[]): NearestColour {
  const key = colours.join(" ");
  const nearest = known.get(key) ?? new NearestColour(colours);
  // The one used last is dropped last.
  known.delete(key);
  known.set(key, nearest);
  if (known.size > KEPT) known.delete(known.keys().next().value as string);
  return nearest;
}

function squaredDistance(levels: Uint8Array, at: number, r: number, g: number, b: number): number {
  const dr = r - levels[at];
  const dg = g - levels[at + 1];
  const db = b - levels[at + 2];
  return dr * dr + dg * dg + db * db;
}
