import { InstanceMap, RgbImage } from "vision-peel/image";

/** The same random numbers every time, 0 to 1 (xorshift32, Marsaglia 2003). */
export function randomFrom(seed: number): () => number {
  let state = Math.imul(seed + 1, 0x9e3779b1) | 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}

/** Blobs, bars and rings over each other as instance ids. */
export function blobs(width: number, height: number, count: number, seed: number): InstanceMap {
  const random = randomFrom(seed);
  const data = new Uint16Array(width * height);
  for (let id = 1; id <= count; id++) {
    const [cx, cy] = [width * random(), height * random()];
    const [rx, ry] = [1 + (width / 4) * random(), 1 + (height / 4) * random()];
    const hollow = random() < 0.3 ? 0.4 : 0;
    data.forEach((_, i) => {
      const far = ((i % width) - cx) ** 2 / rx ** 2 + (Math.floor(i / width) - cy) ** 2 / ry ** 2;
      if (far <= 1 && far >= hollow) data[i] = id;
    });
  }
  return new InstanceMap({ width, height, data });
}

/** A picture of few colours that lie near each other, with noise: many borderline cases. */
export function noisyPicture(width: number, height: number, seed: number): RgbImage {
  const random = randomFrom(seed);
  const { data: ids } = blobs(width, height, 8, seed);
  const colours = Array.from({ length: 9 }, () => [0, 0, 0].map(() => 16 * Math.floor(4 * random())));
  const data = new Uint8Array(3 * ids.length);
  ids.forEach((id, i) => {
    colours[id].forEach((level, c) => {
      data[3 * i + c] = Math.max(0, level + Math.floor(12 * random() - 6));
    });
  });
  return new RgbImage({ width, height, data });
}

/** Rows become columns. */
export function transpose({ width, height, data }: RgbImage): RgbImage {
  const turned = new Uint8Array(data.length);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const from = 3 * (y * width + x);
      turned.set(data.subarray(from, from + 3), 3 * (x * height + y));
    }
  }
  return new RgbImage({ width: height, height: width, data: turned });
}

/** The same partition with ids in the order of first pixels. */
export function renumbered(data: ArrayLike<number>): number[] {
  const ids = new Map([[0, 0]]);
  return Array.from(data, (id) => {
    if (!ids.has(id)) ids.set(id, ids.size);
    return ids.get(id) as number;
  });
}
