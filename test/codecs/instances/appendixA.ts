import type { RgbImage } from "vision-peel/image";

/** Appendix A of arXiv 2604.20329 as plainly as it can be written: the decoder's oracle. */
export interface PlainSettings {
  readonly background: readonly number[];
  readonly tolerance: number;
  readonly minSizeShare: number;
  readonly minErosionShare: number;
  readonly maxBoxGrowth: number;
  readonly neighbours: 4 | 8 | 16;
  readonly seedOrder: "rows" | "columns" | "flat";
  readonly isBorderInside: boolean;
  readonly distance: "euclidean" | "channel";
}

export function decodePlainly({ width, height, data }: RgbImage, settings: PlainSettings): number[] {
  const { tolerance, neighbours, seedOrder, isBorderInside } = settings;
  const colourAt = (i: number) => [...data.subarray(3 * i, 3 * i + 3)];
  const distance = (a: readonly number[], b: readonly number[]) => {
    const differences = a.map((level, c) => Math.abs(level - b[c]));
    return settings.distance === "channel" ? Math.max(...differences) : Math.hypot(...differences);
  };
  const areNeighbours = (dx: number, dy: number) => {
    const [far, near] = [Math.max(Math.abs(dx), Math.abs(dy)), Math.min(Math.abs(dx), Math.abs(dy))];
    if (far === 1) return neighbours > 4 || near === 0;
    return neighbours === 16 && far === 2 && near === 1;
  };
  const count = width * height;
  const taken = Array.from(
    { length: count },
    (_, i) => distance(colourAt(i), settings.background) < tolerance,
  );
  const components: number[][] = [];
  const order = [...taken.keys()];
  if (seedOrder === "columns")
    order.sort((a, b) => (a % width) - (b % width) || Math.floor(a / width) - Math.floor(b / width));
  const around = (i: number) => {
    const [x, y] = [i % width, Math.floor(i / width)];
    const places = [-1, 0, 1].flatMap((dy) => [-1, 0, 1].map((dx) => [x + dx, y + dy]));
    return places
      .filter(([u, v]) => u >= 0 && u < width && v >= 0 && v < height)
      .map(([u, v]) => v * width + u);
  };
  const isFlat = (i: number) =>
    around(i).every((next) => !taken[next] && distance(colourAt(next), colourAt(i)) <= tolerance);
  const meanAround = (i: number) =>
    [0, 1, 2].map((c) => around(i).reduce((sum, next) => sum + data[3 * next + c], 0) / around(i).length);
  const passes = seedOrder === "flat" ? [true, false] : [false];
  for (const [flatOnly, seed] of passes.flatMap((flat) => order.map((i) => [flat, i] as const))) {
    if (taken[seed] || (flatOnly && !isFlat(seed))) continue;
    const colour = flatOnly ? meanAround(seed) : colourAt(seed);
    const component = [seed];
    taken[seed] = true;
    for (const from of component) {
      const [x, y] = [from % width, Math.floor(from / width)];
      for (let dy = -2; dy <= 2; dy++) {
        for (let dx = -2; dx <= 2; dx++) {
          const isInside = x + dx >= 0 && x + dx < width && y + dy >= 0 && y + dy < height;
          const next = from + dy * width + dx;
          if (!isInside || !areNeighbours(dx, dy) || taken[next]) continue;
          if (distance(colourAt(next), colour) > tolerance) continue;
          taken[next] = true;
          component.push(next);
        }
      }
    }
    if (component.length < settings.minSizeShare * count) continue;
    const inside = new Set(component);
    const survives = component.filter((i) => {
      const [x, y] = [i % width, Math.floor(i / width)];
      return [-1, 0, 1].every((dy) =>
        [-1, 0, 1].every((dx) => {
          const isInPicture = x + dx >= 0 && x + dx < width && y + dy >= 0 && y + dy < height;
          return isInPicture ? inside.has(i + dy * width + dx) : isBorderInside;
        }),
      );
    });
    if (survives.length / component.length < settings.minErosionShare) continue;
    components.push(component);
  }
  return number(components);

  function number(kept: number[][]): number[] {
    const boxOf = (pixels: number[]) => {
      const xs = pixels.map((i) => i % width);
      const ys = pixels.map((i) => Math.floor(i / width));
      return { x: [Math.min(...xs), Math.max(...xs)], y: [Math.min(...ys), Math.max(...ys)] };
    };
    const areaOf = ({ x, y }: { x: number[]; y: number[] }) => (x[1] - x[0] + 1) * (y[1] - y[0] + 1);
    const meanOf = (pixels: number[]) =>
      [0, 1, 2].map((c) => pixels.reduce((sum, i) => sum + data[3 * i + c], 0) / pixels.length);
    const links = kept.map((a) =>
      kept.map((b) => {
        const boxes = areaOf(boxOf(a)) + areaOf(boxOf(b));
        const isNear = distance(meanOf(a), meanOf(b)) <= tolerance;
        return isNear && areaOf(boxOf([...a, ...b])) <= settings.maxBoxGrowth * boxes;
      }),
    );
    const ids: number[] = kept.map(() => 0);
    let last = 0;
    for (const first of kept.keys()) {
      if (ids[first] > 0) continue;
      ids[first] = ++last;
      const linked = [first];
      for (const a of linked) {
        for (const b of kept.keys()) {
          if (!links[a][b] || ids[b] > 0) continue;
          ids[b] = last;
          linked.push(b);
        }
      }
    }
    const labels = new Array<number>(count).fill(0);
    kept.forEach((pixels, i) => {
      for (const pixel of pixels) labels[pixel] = ids[i];
    });
    return labels;
  }
}
