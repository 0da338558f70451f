/** Round distances that a bar may be labelled with, the most wanted first. */
const WANTED = [0, Infinity, 1, 10, 2, 5, 20, 0.5, 3, 50, 7, 0.2, 30, 15, 1.5, 4, 100, 0.1, 6, 8, 12, 40];

export interface Tick {
  readonly metres: number;
  /** place on the bar, 0 to 1 */
  readonly position: number;
  readonly label: string;
}

/** Round distances between two that lie close together, coarse ones first. */
function between(near: number, far: number): number[] {
  const found: number[] = [];
  for (let step = 10 ** Math.floor(Math.log10(far)); step > (far - near) / 50; step /= 10) {
    for (const factor of [1, 0.5, 0.2]) {
      const round = factor * step;
      for (let i = Math.ceil(near / round); i * round <= far && found.length < 200; i++)
        found.push(Number((i * round).toPrecision(6)));
    }
  }
  return found;
}

/**
 * The labels that find room on a bar, each at the true place of its distance.
 *
 * @param positionOf metres → place on the bar
 * @param widthPixels of the bar
 * @param range metres at the ends of the bar, which are labelled first; default: all there are
 * @param roomPixels that a label needs
 */
export function ticksOf(
  positionOf: (metres: number) => number,
  widthPixels: number,
  range: { readonly near: number; readonly far: number } = { near: 0, far: Infinity },
  roomPixels = 30,
): Tick[] {
  const taken: Tick[] = [];
  const { near, far } = range;
  const isPart = far < Infinity;
  const wanted = isPart ? [near, far, ...WANTED, ...between(near, far)] : WANTED;
  for (const metres of wanted) {
    if (metres < near || metres > far) continue;
    const position = positionOf(metres);
    const hasRoom = taken.every((tick) => Math.abs(tick.position - position) * widthPixels >= roomPixels);
    if (!hasRoom) continue;
    const label = isPart ? partLabel(metres) : wholeLabel(metres);
    taken.push({ metres, position, label });
  }
  return taken.sort((a, b) => a.position - b.position);
}

const wholeLabel = (metres: number): string =>
  metres === Infinity ? "∞" : metres === 0 ? "0\u00a0m" : String(metres);

/** Three digits are enough to read a bar by. */
const partLabel = (metres: number): string => String(Number(metres.toPrecision(3)));
