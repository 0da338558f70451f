/** How large the views of a notebook may be kept, so that it is not too large. */
import type { Json, Notebook } from "../notebook/notebook.js";
import { dataOf } from "../notebook/outputData.js";

/** Below this a view shows nothing any more. */
const LEAST_BYTES = 2 ** 13;

/**
 * Bytes that one view may take at most; undefined if even the smallest views would not make it small enough.
 *
 * @param bytes of the notebook now
 * @param mostBytes of the notebook as it should be
 */
export function bytesForEachView(notebook: Notebook, bytes: number, mostBytes: number): number | undefined {
  const sizes: number[] = [];
  for (const { outputs = [] } of notebook.cells)
    for (const output of outputs) collectSizes(dataOf(output) ?? {}, sizes);
  const others = bytes - sizes.reduce((sum, size) => sum + size, 0);
  // States have their own words and numbers, which do not shrink.
  let left = 0.92 * (mostBytes - others);
  sizes.sort((a, b) => a - b);
  // What small views leave goes to the large ones.
  for (const [i, size] of sizes.entries()) {
    const share = left / (sizes.length - i);
    if (size > share) return share >= LEAST_BYTES ? Math.floor(share) : undefined;
    left -= size;
  }
  return undefined;
}

/** Of every view that is kept, on its own or in a box. */
function collectSizes(value: unknown, sizes: number[]): void {
  if (typeof value !== "object" || value === null) return;
  const { view, planes } = value as Json;
  if (typeof view === "string" && typeof planes === "object") sizes.push(JSON.stringify(planes).length);
  for (const inner of Object.values(value)) collectSizes(inner, sizes);
}
