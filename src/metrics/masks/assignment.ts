import { ArgumentError, describeValue } from "../../errors.js";

/** Who goes with whom. */
export interface Assignment {
  /** pairs of row and column, by rows; as many as the smaller side has */
  readonly pairs: readonly (readonly [row: number, column: number])[];
  /** the sum of their values */
  readonly total: number;
}

/**
 * Pairs rows with columns so that the sum of the values is as large as can be, each at most once: predictions with
 * ground truths by their IoU, for example. Where several pairings have the same sum, one of them. The Hungarian
 * method by shortest augmenting paths (R. Jonker and A. Volgenant, Computing 38, 1987): n² m steps, n the smaller side.
 *
 * @param values one row per prediction, one column per truth; finite, of any sign
 * @throws ArgumentError for rows of different lengths, or a value that is no finite number
 * @example bestAssignment([[0.9, 0.8], [0.7, 0.1]]) // { pairs: [[0, 1], [1, 0]], total: 1.5 }
 */
export function bestAssignment(values: readonly ArrayLike<number>[]): Assignment {
  const rows = values.length;
  const columns = values[0]?.length ?? 0;
  check(values, columns);
  const isWide = rows <= columns;
  const columnOfRow = isWide
    ? cheapest(rows, columns, (row, column) => -values[row][column])
    : cheapest(columns, rows, (column, row) => -values[row][column]);
  const pairs = [...columnOfRow]
    .map((other, one): [number, number] => (isWide ? [one, other] : [other, one]))
    .sort(([a], [b]) => a - b);
  return { pairs, total: pairs.reduce((sum, [row, column]) => sum + values[row][column], 0) };
}

/** For each of n rows one of m ≥ n columns, at the least cost. */
function cheapest(n: number, m: number, cost: (row: number, column: number) => number): Int32Array {
  const rowPrice = new Float64Array(n);
  const columnPrice = new Float64Array(m);
  const rowOfColumn = new Int32Array(m).fill(-1);
  const columnOfRow = new Int32Array(n).fill(-1);
  const distance = new Float64Array(m);
  const cameFrom = new Int32Array(m);
  const isDone = new Uint8Array(m);
  for (let start = 0; start < n; start++) {
    // Dijkstra over reduced costs, which are never negative, to the nearest free column.
    distance.fill(Infinity);
    isDone.fill(0);
    let row = start;
    let reached = 0;
    let end = -1;
    while (end < 0) {
      let nearest = -1;
      for (let column = 0; column < m; column++) {
        if (isDone[column]) continue;
        const through = reached + cost(row, column) - rowPrice[row] - columnPrice[column];
        if (through < distance[column]) {
          distance[column] = through;
          cameFrom[column] = row;
        }
        if (nearest < 0 || distance[column] < distance[nearest]) nearest = column;
      }
      isDone[nearest] = 1;
      reached = distance[nearest];
      if (rowOfColumn[nearest] < 0) end = nearest;
      else row = rowOfColumn[nearest];
    }
    for (let column = 0; column < m; column++) {
      if (!isDone[column]) continue;
      const slack = reached - distance[column];
      if (rowOfColumn[column] >= 0) rowPrice[rowOfColumn[column]] += slack;
      columnPrice[column] -= slack;
    }
    rowPrice[start] += reached;
    // Turns the path round: every row on it takes the column that it was reached by.
    for (let column = end; column >= 0; ) {
      const taker = cameFrom[column];
      const before = columnOfRow[taker];
      rowOfColumn[column] = taker;
      columnOfRow[taker] = column;
      column = taker === start ? -1 : before;
    }
  }
  return columnOfRow;
}

function check(values: readonly ArrayLike<number>[], columns: number): void {
  values.forEach((row, i) => {
    const wrong = Array.from(row).findIndex((value) => !Number.isFinite(value));
    if (row.length === columns && wrong < 0) return;
    throw new ArgumentError({
      argument: wrong < 0 ? `values[${i}]` : `values[${i}][${wrong}]`,
      expected: wrong < 0 ? `a row of ${columns} values, as the first` : "a finite number",
      got: wrong < 0 ? `one of ${row.length}` : describeValue(row[wrong]),
      remedy: "give 0 where two have nothing in common",
    });
  });
}
