import { fortranPlaces, type NdArray } from "../../image/formats/npy.js";
import { unreadable } from "../../image/formats/raster.js";
import type { ReadImageSource } from "../../image/readBytes.js";
import { type Hdf5File, openHdf5 } from "./hdf5.js";
import { type MatBudget, textOfCodes } from "./matArray.js";
import type { MatValue, MatVariables } from "./matValue.js";

const MAX_DEPTH = 32;

/**
 * Reads a MATLAB file of version 7.3, which is HDF5: axes come in MATLAB's order again, references become cells.
 *
 * @throws UnreadableError for what is broken, or unpacks to more than `budget`
 */
export async function parseMatHdf5(
  source: ReadImageSource,
  budget: MatBudget,
  wanted?: readonly string[],
): Promise<MatVariables> {
  const file = await openHdf5(source, { maxBytes: budget.maxBytes });
  try {
    const variables: Record<string, MatValue> = Object.create(null);
    for (const key of file.keys()) {
      if (key.startsWith("#") || (wanted && !wanted.includes(key))) continue;
      variables[key] = valueAt(file, `/${key}`, budget);
    }
    return variables;
  } finally {
    file.close();
  }
}

/** What stands at a place of a file of MATLAB 7.3. */
export function valueAt(file: Hdf5File, path: string, budget: MatBudget, depth = 0): MatValue {
  if (depth > MAX_DEPTH) throw unreadable(file.name, `cells nested up to ${MAX_DEPTH} deep`, "nested deeper");
  budget.spend(64);
  const kind = file.kindOf(path);
  if (kind === "group") {
    const struct: Record<string, MatValue> = Object.create(null);
    for (const key of file.keys(path)) struct[key] = valueAt(file, `${path}/${key}`, budget, depth + 1);
    return struct;
  }
  if (kind === undefined) return undefined;
  const cells = file.references(path);
  if (cells) return cells.map((cell) => valueAt(file, cell, budget, depth + 1));
  const array = matlabOrder(file, path, budget);
  if (file.textAttribute(path, "MATLAB_class") !== "char") return array;
  return textOfCodes(array);
}

function matlabOrder(file: Hdf5File, path: string, budget: MatBudget): NdArray {
  const length = file.shapeOf(path).reduce((product, side) => product * side, 1);
  budget.spend(8 * length);
  return reversedAxes(file.read(path));
}

/** An array with its axes in the other order: the first becomes the last. */
export function reversedAxes({ shape, dtype, data }: NdArray): NdArray {
  const reversed = [...shape].reverse();
  // C order over reversed axes is Fortran order over ours.
  const place = fortranPlaces(reversed);
  const turned = data.slice();
  for (let i = 0; i < data.length; i++) turned[place(i)] = data[i];
  return { shape: reversed, dtype, data: turned };
}
