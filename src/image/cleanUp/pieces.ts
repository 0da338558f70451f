/** Connected pieces of equal ids, held as runs of rows: as small as the picture is simple. */

export interface Pieces {
  readonly width: number;
  readonly height: number;
  /** the first run of every row, and the number of runs */
  readonly rows: Int32Array;
  /** the first column of every run; a run ends where the next one of its row starts */
  readonly starts: Int32Array;
  /** the piece of every run */
  readonly pieceOfRun: Int32Array;
  /** by piece: its id and its pixels */
  readonly ids: Uint16Array;
  readonly areas: Int32Array;
}

interface IdPicture {
  readonly width: number;
  readonly height: number;
  readonly data: Uint16Array;
}

/**
 * Finds the pieces of an id picture, in the order of their first pixels.
 *
 * @param byCorners whether pixels that touch at a corner are of one piece; else by sides
 */
export function findPieces({ width, height, data }: IdPicture, byCorners: boolean): Pieces {
  const { rows, starts } = findRuns(width, height, data);
  const runs = starts.length;
  const parents = Int32Array.from({ length: runs }, (_, run) => run);
  const rootOf = (run: number): number => {
    let root = run;
    while (parents[root] !== root) {
      parents[root] = parents[parents[root]];
      root = parents[root];
    }
    return root;
  };
  const idOf = (run: number, y: number): number => data[y * width + starts[run]];
  const reach = byCorners ? 1 : 0;
  forTouchingRuns(rows, starts, width, reach, (above, below, y) => {
    if (idOf(above, y - 1) !== idOf(below, y)) return;
    const [a, b] = [rootOf(above), rootOf(below)];
    // The earlier one stays the root.
    if (a < b) parents[b] = a;
    else parents[a] = b;
  });
  const pieceOfRun = new Int32Array(runs);
  const ids: number[] = [];
  const areas: number[] = [];
  for (let y = 0; y < height; y++) {
    for (let run = rows[y]; run < rows[y + 1]; run++) {
      const root = rootOf(run);
      if (root === run) {
        pieceOfRun[run] = ids.length;
        ids.push(idOf(run, y));
        areas.push(0);
      } else pieceOfRun[run] = pieceOfRun[root];
      areas[pieceOfRun[run]] += endOf(rows, starts, width, run, y) - starts[run];
    }
  }
  return {
    ...{ width, height, rows, starts, pieceOfRun },
    ids: Uint16Array.from(ids),
    areas: Int32Array.from(areas),
  };
}

function findRuns(
  width: number,
  height: number,
  data: Uint16Array,
): { rows: Int32Array; starts: Int32Array } {
  const rows = new Int32Array(height + 1);
  let count = 0;
  for (let y = 0, at = 0; y < height; y++)
    for (let x = 0; x < width; x++, at++) if (x === 0 || data[at] !== data[at - 1]) count++;
  const starts = new Int32Array(count);
  count = 0;
  for (let y = 0, at = 0; y < height; y++) {
    rows[y] = count;
    for (let x = 0; x < width; x++, at++) if (x === 0 || data[at] !== data[at - 1]) starts[count++] = x;
  }
  rows[height] = count;
  return { rows, starts };
}

/** Where a run ends, one past its last column. */
export const endOf = (rows: Int32Array, starts: Int32Array, width: number, run: number, y: number): number =>
  run + 1 < rows[y + 1] ? starts[run + 1] : width;

/**
 * Visits every pair of runs of neighbouring rows that touch.
 *
 * @param reach 1 if corners touch, else 0
 */
export function forTouchingRuns(
  rows: Int32Array,
  starts: Int32Array,
  width: number,
  reach: number,
  visit: (above: number, below: number, y: number, length: number) => void,
): void {
  for (let y = 1; y + 1 < rows.length; y++) {
    let above = rows[y - 1];
    for (let below = rows[y]; below < rows[y + 1]; below++) {
      const end = endOf(rows, starts, width, below, y);
      while (endOf(rows, starts, width, above, y - 1) + reach <= starts[below]) above++;
      for (let run = above; run < rows[y] && starts[run] < end + reach; run++) {
        const last = Math.min(end, endOf(rows, starts, width, run, y - 1));
        visit(run, below, y, last - Math.max(starts[run], starts[below]));
      }
    }
  }
}

/** The picture whose pieces have these ids. */
export function paintPieces(
  { width, height, rows, starts, pieceOfRun }: Pieces,
  ids: Uint16Array,
): Uint16Array {
  const data = new Uint16Array(width * height);
  for (let y = 0; y < height; y++)
    for (let run = rows[y]; run < rows[y + 1]; run++)
      data.fill(
        ids[pieceOfRun[run]],
        y * width + starts[run],
        y * width + endOf(rows, starts, width, run, y),
      );
  return data;
}
