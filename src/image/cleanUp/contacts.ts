import { forTouchingRuns, type Pieces } from "./pieces.js";

/** Which pieces touch by sides, and along how many pixels; a neighbour may be listed several times. */
export interface Contacts {
  /** the first entry of every piece, and the number of entries */
  readonly first: Int32Array;
  readonly neighbours: Int32Array;
  /** pixels of common border */
  readonly lengths: Int32Array;
  /** 1 where a piece touches the picture's edge */
  readonly isOuter: Uint8Array;
}

export function findContacts(pieces: Pieces): Contacts {
  const { rows, starts, pieceOfRun, width, height, ids } = pieces;
  const visitAll = (visit: (a: number, b: number, length: number) => void): void => {
    forTouchingRuns(rows, starts, width, 0, (above, below, _, length) => {
      const [a, b] = [pieceOfRun[above], pieceOfRun[below]];
      if (a !== b) visit(a, b, length);
    });
    for (let y = 0; y < height; y++)
      for (let run = rows[y] + 1; run < rows[y + 1]; run++) visit(pieceOfRun[run - 1], pieceOfRun[run], 1);
  };
  const first = new Int32Array(ids.length + 1);
  visitAll((a, b) => {
    first[a + 1]++;
    first[b + 1]++;
  });
  for (let piece = 0; piece < ids.length; piece++) first[piece + 1] += first[piece];
  const next = first.slice();
  const neighbours = new Int32Array(first[ids.length]);
  const lengths = new Int32Array(first[ids.length]);
  visitAll((a, b, length) => {
    neighbours[next[a]] = b;
    lengths[next[a]++] = length;
    neighbours[next[b]] = a;
    lengths[next[b]++] = length;
  });
  const isOuter = new Uint8Array(ids.length);
  for (let y = 0; y < height; y++) {
    isOuter[pieceOfRun[rows[y]]] = 1;
    isOuter[pieceOfRun[rows[y + 1] - 1]] = 1;
    if (y > 0 && y < height - 1) continue;
    for (let run = rows[y]; run < rows[y + 1]; run++) isOuter[pieceOfRun[run]] = 1;
  }
  return { first, neighbours, lengths, isOuter };
}
