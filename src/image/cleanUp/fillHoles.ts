import type { Contacts } from "./contacts.js";
import type { Pieces } from "./pieces.js";

/**
 * The ids of pieces after holes are filled: what one piece encloses, with all that lies within, takes its id if it has
 * at most `most` pixels. Enclosed is what cannot reach the picture's edge without crossing that piece, going by sides:
 * the pieces behind an articulation point of the graph of contacts, seen from the edge (Hopcroft and Tarjan,
 * "Algorithm 447", 1973).
 */
export function fillHoles({ ids, areas }: Pieces, contacts: Contacts, most: number): Uint16Array {
  const { first, neighbours, isOuter } = contacts;
  const count = ids.length;
  /** order of discovery from 1; the outside, from which the walk begins, has 0 */
  const found = new Int32Array(count);
  const low = new Int32Array(count);
  const parents = new Int32Array(count).fill(-1);
  const enclosed = areas.slice();
  const order: number[] = [];
  const next = first.slice(0, count);
  let time = 0;
  const enter = (piece: number, parent: number): void => {
    found[piece] = ++time;
    low[piece] = isOuter[piece] ? 0 : time;
    parents[piece] = parent;
    order.push(piece);
  };
  for (let start = 0; start < count; start++) {
    if (!isOuter[start] || found[start] > 0) continue;
    enter(start, -1);
    for (let piece = start; piece >= 0; ) {
      if (next[piece] < first[piece + 1]) {
        const other = neighbours[next[piece]++];
        if (found[other] === 0) {
          enter(other, piece);
          piece = other;
        } else low[piece] = Math.min(low[piece], found[other]);
        continue;
      }
      const parent = parents[piece];
      if (parent >= 0) {
        low[parent] = Math.min(low[parent], low[piece]);
        enclosed[parent] += enclosed[piece];
      }
      piece = parent;
    }
  }
  const filled = ids.slice();
  const isFilled = new Uint8Array(count);
  // Parents come before their children: within a hole that is filled everything is.
  for (const piece of order) {
    const parent = parents[piece];
    if (parent < 0) continue;
    const isHole = low[piece] >= found[parent] && enclosed[piece] <= most;
    if (!isFilled[parent] && !isHole) continue;
    isFilled[piece] = 1;
    filled[piece] = filled[parent];
  }
  return filled;
}
