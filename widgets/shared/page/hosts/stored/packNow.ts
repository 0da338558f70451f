/** Packs planes in the page, without a pause: a save waits for nobody. What it makes, `unpack.ts` reads. */
import { zlibSync } from "fflate";
import { type LayerState, planeOf } from "../../../../layers/state.js";
import type { StoredPlane } from "../../../stored/format.js";
import { MOST_STORED_BYTES } from "../../../stored/format.js";
import { type Numbers, planeBytes } from "../../../stored/planeBytes.js";
import { roundFloats } from "../../../stored/roundFloats.js";
import { shrinkPlane } from "../../../stored/shrink.js";
import { bytesOf, floatsOf, shortsOf } from "../../binary.js";
import { unpackPlane } from "./unpack.js";

/** What has been found to hold the same numbers: it is not unpacked again at the next save. */
const known = new WeakMap<ArrayBufferView, string>();

/** Whether a stored plane holds what a model's value is, as exactly and at the size that it was stored. */
export function isSamePlane(
  stored: StoredPlane | undefined,
  value: ArrayBufferView,
  layer: LayerState,
  factor: number,
): boolean {
  if (!stored) return false;
  if (known.get(value) === stored.data) return true;
  const small = smallerBy(numbersOf(value, layer), layer, factor);
  const bytes = bytesOf(unpackPlane(layer.title, stored)) as Uint8Array;
  const isSame = isEqual(bytes, small) || isEqual(bytes, roundFloats(small));
  if (isSame) known.set(value, stored.data);
  return isSame;
}

/** All planes of layers, at the largest size, from `factor` on, at which they may be stored. */
export function packNow(
  layers: readonly LayerState[],
  values: readonly ArrayBufferView[],
  kept: readonly (StoredPlane | undefined)[],
  factor: number,
): { planes: StoredPlane[]; factor: number } {
  for (let at = factor; ; at++) {
    const planes = layers.map((layer, i) => {
      const plane = at === factor ? kept[i] : undefined;
      return plane ?? packPlane(values[i], layer, at);
    });
    const bytes = planes.reduce((sum, { data }) => sum + data.length, 0);
    const longest = Math.max(...layers.map(({ width, height }) => Math.max(width, height) / at));
    if (bytes <= MOST_STORED_BYTES || longest <= 64) {
      planes.forEach(({ data }, i) => {
        known.set(values[i], data);
      });
      return { planes, factor: at };
    }
  }
}

function packPlane(value: ArrayBufferView, layer: LayerState, factor: number): StoredPlane {
  const { type, channels } = planeOf[layer.kind];
  const width = Math.ceil(layer.width / factor);
  const height = Math.ceil(layer.height / factor);
  const packed = zlibSync(planeBytes(smallerBy(numbersOf(value, layer), layer, factor), channels, width));
  return { type, channels, width, height, data: base64Of(packed) };
}

function numbersOf(value: ArrayBufferView, { kind }: LayerState): Numbers {
  const { type } = planeOf[kind];
  const read = { uint8: bytesOf, uint16: shortsOf, float32: floatsOf }[type];
  return read(value) as Numbers;
}

/** Codes are not blended: a pixel of each block stays. */
function smallerBy(data: Numbers, { kind, width, height }: LayerState, factor: number): Numbers {
  if (factor === 1) return data;
  return shrinkPlane({ data, channels: planeOf[kind].channels, shrinks: "nearest" }, width, height, factor);
}

function isEqual(bytes: Uint8Array, numbers: Numbers): boolean {
  const other = bytesOf(numbers) as Uint8Array;
  return bytes.length === other.length && bytes.every((byte, i) => byte === other[i]);
}

function base64Of(bytes: Uint8Array): string {
  let text = "";
  // A call takes so many arguments at most.
  for (let i = 0; i < bytes.length; i += 8192) text += String.fromCharCode(...bytes.subarray(i, i + 8192));
  return btoa(text);
}
