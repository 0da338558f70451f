/** Round distances that a bar may be labelled with, the most wanted first. */
const WANTED = [0, Infinity, 1, 10, 2, 5, 20, 0.5, 3, 50, 7, 0.2, 30, 15, 1.5, 4, 100, 0.1, 6, 8, 12, 40];

export interface Tick {
  readonly metres: number;
  /** place on the bar, 0 to 1 */
  readonly position: number;
  readonly label: string;
}

/**
 * The labels that find room on a bar, each at the true place of its distance.
 *
 * @param positionOf the code's metres → position
 * @param widthPixels of the bar
 * @param roomPixels that a label needs
 */
export function ticksOf(
  positionOf: (metres: number) => number,
  widthPixels: number,
  roomPixels = 30,
): Tick[] {
  const taken: Tick[] = [];
  for (const metres of WANTED) {
    const position = positionOf(metres);
    const hasRoom = taken.every((tick) => Math.abs(tick.position - position) * widthPixels >= roomPixels);
    if (!hasRoom) continue;
    const label = metres === Infinity ? "∞" : metres === 0 ? "0\u00a0m" : String(metres);
    taken.push({ metres, position, label });
  }
  return taken.sort((a, b) => a.position - b.position);
}
