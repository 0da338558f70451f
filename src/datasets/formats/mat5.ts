import { inflateSync } from "node:zlib";
import { unreadable } from "../../image/formats/raster.js";
import { elementAt, type MatElement, type MatSource } from "./mat5Element.js";
import { matrixOf } from "./mat5Matrix.js";
import { MatBudget } from "./matArray.js";
import type { MatValue, MatVariables } from "./matValue.js";

const HEADER_BYTES = 128;
const MATRIX = 14;
const COMPRESSED = 15;

/**
 * Reads a MATLAB file of level 5 (`save -v6`, `-v7`, scipy.io.savemat): "MAT-File Format", MathWorks, chapter "Level 5
 * MAT-File Format".
 *
 * @param wanted names of variables; all if left out
 * @throws UnreadableError for what is broken, or unpacks to more than `budget`
 */
export function parseMat5(
  bytes: Uint8Array,
  name = "file.mat",
  budget = new MatBudget(name),
  wanted?: readonly string[],
): MatVariables {
  const mark = String.fromCharCode(...bytes.subarray(124, 128));
  // Version 0x0100 and the letters MI, in the order of the file's bytes; 0x0200 is 7.3, whose HDF5 is not here.
  if (bytes.length < HEADER_BYTES || (mark !== "\0\x01IM" && mark !== "\x01\0MI"))
    throw unreadable(name, "a MATLAB file of level 4, 5 or 7.3", "something else or broken off");
  const source = { name, budget, little: mark.endsWith("IM"), ...(wanted && { wanted }) };
  const variables: Record<string, MatValue> = Object.create(null);
  for (let at = HEADER_BYTES; at < bytes.length; ) {
    const element = elementAt(bytes, at, source);
    // A compressed element is not padded; what it holds is one whole element.
    at = element.type === COMPRESSED ? element.end : element.next;
    const inner = element.type === COMPRESSED ? unpacked(element, source) : element;
    if (inner.type !== MATRIX) throw unreadable(name, "a whole .mat file", "corrupt");
    const variable = matrixOf(inner.content, source);
    if (variable.name !== "") variables[variable.name] = variable.value;
  }
  return variables;
}

function unpacked(element: MatElement, source: MatSource): MatElement {
  let content: Uint8Array;
  try {
    content = inflateSync(element.content, { maxOutputLength: source.budget.rest });
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code === "ERR_BUFFER_TOO_LARGE") source.budget.spend(source.budget.maxBytes + 1);
    throw unreadable(source.name, "a whole .mat file", "broken off or corrupt", undefined, cause);
  }
  return elementAt(content, 0, source);
}
