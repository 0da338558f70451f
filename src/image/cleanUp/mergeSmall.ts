import type { Contacts } from "./contacts.js";
import type { Pieces } from "./pieces.js";

/**
 * The ids of pieces after those under `least` pixels have gone to the neighbour that they have most border with, the
 * smallest first; at a tie to the one found first. What has grown enough by then stays.
 *
 * @param never an id that nothing goes to while there is another neighbour
 */
export function mergeSmall(
  { ids, areas }: Pieces,
  { first, neighbours, lengths }: Contacts,
  least: number,
  never?: number,
): Uint16Array {
  const merged = ids.slice();
  const sizes = areas.slice();
  const parents = Int32Array.from(ids, (_, piece) => piece);
  /** the next piece of the same group, in a ring */
  const ring = parents.slice();
  const rootOf = (piece: number): number => {
    let root = piece;
    while (parents[root] !== root) {
      parents[root] = parents[parents[root]];
      root = parents[root];
    }
    return root;
  };
  const join = (from: number, to: number): void => {
    parents[from] = to;
    sizes[to] += sizes[from];
    [ring[from], ring[to]] = [ring[to], ring[from]];
  };
  /** The neighbour with most border; −1 if there is none. */
  function neighbourOf(group: number): number {
    const borders = new Map<number, number>();
    let member = group;
    // A small group has few members: this stays linear.
    do {
      for (let i = first[member]; i < first[member + 1]; i++) {
        const other = rootOf(neighbours[i]);
        if (other !== group) borders.set(other, (borders.get(other) ?? 0) + lengths[i]);
      }
      member = ring[member];
    } while (member !== group);
    let best = -1;
    for (const [other, border] of borders) {
      // What has come to touch its like is one with it.
      if (merged[other] === merged[group]) return other;
      if (merged[other] !== never && border > (borders.get(best) ?? 0)) best = other;
    }
    return best;
  }
  const small = Array.from(ids.keys())
    .filter((piece) => areas[piece] < least)
    .sort((a, b) => areas[a] - areas[b] || a - b);
  for (const piece of small) {
    let group = rootOf(piece);
    while (sizes[group] < least) {
      const other = neighbourOf(group);
      if (other < 0) break;
      const isLike = merged[other] === merged[group];
      join(group, other);
      group = other;
      if (!isLike) break;
    }
  }
  return merged.map((_, piece) => merged[rootOf(piece)]);
}
