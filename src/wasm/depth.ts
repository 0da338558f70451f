import { DEPTH_WASM } from "./bytes.js";
import { CHUNK_PIXELS, lazyWasm } from "./instance.js";

// The addresses of depth.wat.
const TABLE = 0;
const PIXELS = 8192;
const METRES = 73_792;
const RESIDUAL = 139_328;

const start = lazyWasm(DEPTH_WASM);

/** What was put into the table last. */
let table: Float32Array | undefined;

/**
 * Decodes painted depth; false, and nothing is written, where WebAssembly does not run.
 *
 * @param pixels RGB or RGBA interleaved
 * @param channels 3 or 4
 * @param metresOfStep metres of the 1786 steps
 * @param metres one per pixel, filled
 * @param residual distance to the walk in levels, one per pixel, filled
 */
export function fillDepth(
  pixels: Uint8Array | Uint8ClampedArray,
  channels: 3 | 4,
  metresOfStep: Float32Array,
  metres: Float32Array,
  residual: Float32Array,
): boolean {
  const wasm = start();
  if (!wasm) return false;
  const { buffer } = wasm.memory;
  if (table !== metresOfStep) {
    // Each edge with both its ends: 256 of 255 steps.
    for (let edge = 0; edge < 7; edge++)
      new Float32Array(buffer, TABLE + 1024 * edge, 256).set(
        metresOfStep.subarray(255 * edge, 255 * edge + 256),
      );
  }
  table = metresOfStep;
  const input = new Uint8Array(buffer, PIXELS, CHUNK_PIXELS * channels);
  const outMetres = new Float32Array(buffer, METRES, CHUNK_PIXELS);
  const outResidual = new Float32Array(buffer, RESIDUAL, CHUNK_PIXELS);
  for (let from = 0; from < metres.length; from += CHUNK_PIXELS) {
    const count = Math.min(CHUNK_PIXELS, metres.length - from);
    input.set(pixels.subarray(channels * from, channels * (from + count)));
    wasm.call("decode", (count + 15) & ~15, 16 * channels);
    metres.set(count < CHUNK_PIXELS ? outMetres.subarray(0, count) : outMetres, from);
    residual.set(count < CHUNK_PIXELS ? outResidual.subarray(0, count) : outResidual, from);
  }
  return true;
}
