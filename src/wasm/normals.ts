import { NORMALS_WASM } from "./bytes.js";
import { CHUNK_PIXELS, lazyWasm } from "./instance.js";

// The addresses of normals.wat.
const PIXELS = 0;
const VECTORS = 49_408;
const RESIDUAL = 246_016;

const start = lazyWasm(NORMALS_WASM);

/**
 * Decodes painted normals; false, and nothing is written, where WebAssembly does not run.
 *
 * @param pixels RGB interleaved
 * @param least squared length × 255² below which a vector becomes NaN
 * @param most the same, above which it does
 * @param vectors x y z, filled
 * @param residual 127.5 · (length − 1), filled
 */
export function fillNormals(
  pixels: Uint8Array,
  least: number,
  most: number,
  vectors: Float32Array,
  residual: Float32Array,
): boolean {
  const wasm = start();
  if (!wasm) return false;
  const { buffer } = wasm.memory;
  const input = new Uint8Array(buffer, PIXELS, 3 * CHUNK_PIXELS);
  const outVectors = new Float32Array(buffer, VECTORS, 3 * CHUNK_PIXELS);
  const outResidual = new Float32Array(buffer, RESIDUAL, CHUNK_PIXELS);
  for (let from = 0; from < residual.length; from += CHUNK_PIXELS) {
    const count = Math.min(CHUNK_PIXELS, residual.length - from);
    input.set(pixels.subarray(3 * from, 3 * (from + count)));
    wasm.call("decode", (count + 3) & ~3, least, most);
    vectors.set(outVectors.subarray(0, 3 * count), 3 * from);
    residual.set(outResidual.subarray(0, count), from);
  }
  return true;
}
