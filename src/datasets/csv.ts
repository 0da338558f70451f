import { unreadable } from "../image/formats/raster.js";
import { readLines } from "./folders.js";

/**
 * Columns of a table with commas and a line of names, which has no quotes (as those of Hypersim).
 *
 * @throws UnreadableError if a column is missing, or a line has another number of fields
 */
export async function readTable(file: string, columns: readonly string[]): Promise<string[][]> {
  const [head, ...lines] = (await readLines(file)).map((line) =>
    line.split(",").map((field) => field.trim()),
  );
  const places = columns.map((column) => (head ?? []).indexOf(column));
  const missing = columns.find((_, i) => places[i] < 0);
  if (missing !== undefined)
    throw unreadable(file, `a table with the column ${missing}`, "one without", "take the authors' file");
  const broken = lines.findIndex((fields) => fields.length !== head.length);
  if (broken >= 0)
    throw unreadable(
      file,
      `${head.length} fields on every line`,
      `a file with ${lines[broken].length} on line ${broken + 2}`,
    );
  return lines.map((fields) => places.map((place) => fields[place]));
}
