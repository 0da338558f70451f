import { checkPlane, checkSize } from "./checks.js";
import type { InstanceRecord } from "./instanceRecord.js";

/** What is summed up for one id. */
interface Sums {
  area: number;
  left: number;
  top: number;
  right: number;
  bottom: number;
  x: number;
  y: number;
  r: number;
  g: number;
  b: number;
  squares: number;
  runs: number;
  touches: number;
  parts: number;
}

/** A run of one id in a row, and the piece it belongs to. */
interface Run {
  readonly id: number;
  readonly first: number;
  readonly last: number;
  piece: Run | undefined;
}

/**
 * Measures every instance of a map, in one pass: area, box, centroid, pieces, holes and, with the
 * painted picture, colours. Holes by Euler's number, which is runs minus touching pairs of runs in
 * neighbouring rows (Di Zenzo, Cinque and Levialdi, "Run-based algorithms for binary image analysis and
 * processing", 1996): pieces minus that number.
 *
 * @param ids instance ids, row by row; 0 is no instance and has no record
 * @param painted RGB interleaved, of the same size; without it the records tell no colour
 * @returns one record for each id that occurs, in the order of ids
 * @throws ArgumentError if sizes or types do not fit
 * @example measureInstances({ width: 2, height: 1, data: Uint16Array.of(0, 1) })[0].box // [1, 0, 1, 1]
 */
export function measureInstances(
  { width, height, data: ids }: { width: number; height: number; data: Uint16Array },
  painted?: { readonly data: Uint8Array },
): InstanceRecord[] {
  checkSize("instances", width, height);
  checkPlane("instances.data", ids, Uint16Array, width * height);
  if (painted) checkPlane("painted.data", painted.data, Uint8Array, 3 * width * height);
  const sums: (Sums | undefined)[] = [];
  let above: Run[] = [];
  for (let y = 0, row = 0; y < height; y++, row += width) {
    const here: Run[] = [];
    for (let first = 0; first < width; ) {
      const id = ids[row + first];
      let end = first + 1;
      while (end < width && ids[row + end] === id) end++;
      if (id !== 0) {
        here.push({ id, first, last: end - 1, piece: undefined });
        sums[id] ??= emptySums();
        addRun(sums[id], first, end - 1, y);
        if (painted) addColours(sums[id], painted.data, row + first, row + end);
      }
      first = end;
    }
    connect(above, here, sums);
    above = here;
  }
  return sums.flatMap((one, id) => (one ? [recordOf(id, one, painted !== undefined)] : []));
}

const emptySums = (): Sums => ({
  area: 0,
  left: Infinity,
  top: Infinity,
  right: -1,
  bottom: -1,
  x: 0,
  y: 0,
  r: 0,
  g: 0,
  b: 0,
  squares: 0,
  runs: 0,
  touches: 0,
  parts: 0,
});

function addRun(sums: Sums, first: number, last: number, y: number): void {
  const length = last - first + 1;
  sums.area += length;
  sums.left = Math.min(sums.left, first);
  sums.right = Math.max(sums.right, last);
  sums.top = Math.min(sums.top, y);
  sums.bottom = y;
  sums.x += (length * (first + last)) / 2;
  sums.y += length * y;
  sums.runs++;
  sums.parts++;
}

function addColours(sums: Sums, pixels: Uint8Array, first: number, end: number): void {
  let [r, g, b, squares] = [0, 0, 0, 0];
  for (let at = 3 * first; at < 3 * end; at += 3) {
    const [red, green, blue] = [pixels[at], pixels[at + 1], pixels[at + 2]];
    r += red;
    g += green;
    b += blue;
    squares += red * red + green * green + blue * blue;
  }
  sums.r += r;
  sums.g += g;
  sums.b += b;
  sums.squares += squares;
}

/** Joins the pieces of runs that touch, also at corners; both rows are in the order of x. */
function connect(above: readonly Run[], here: readonly Run[], sums: readonly (Sums | undefined)[]): void {
  let start = 0;
  for (const run of here) {
    while (start < above.length && above[start].last < run.first - 1) start++;
    for (let i = start; i < above.length && above[i].first <= run.last + 1; i++) {
      const one = sums[run.id];
      if (above[i].id !== run.id || !one) continue;
      one.touches++;
      const [a, b] = [pieceOf(above[i]), pieceOf(run)];
      if (a === b) continue;
      b.piece = a;
      one.parts--;
    }
  }
}

function pieceOf(run: Run): Run {
  let root = run;
  while (root.piece) root = root.piece;
  // Later walks from here are short.
  if (root !== run) run.piece = root;
  return root;
}

function recordOf(id: number, sums: Sums, hasColour: boolean): InstanceRecord {
  const { area, left, top, right, bottom, parts, touches, runs } = sums;
  const record: InstanceRecord = {
    id,
    area,
    box: [left, top, right - left + 1, bottom - top + 1],
    centroid: [sums.x / area, sums.y / area],
    parts,
    holes: parts - (runs - touches),
  };
  if (!hasColour) return record;
  const [r, g, b] = [sums.r / area, sums.g / area, sums.b / area];
  // Rounding may leave a little less than nothing.
  const variance = Math.max(0, sums.squares / area - (r * r + g * g + b * b));
  return { ...record, colour: [r, g, b], colourSpread: Math.sqrt(variance) };
}
