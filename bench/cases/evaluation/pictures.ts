/** Pictures that are scored: the same in every run. */
export const SIDE = 1024;
const PIXELS = SIDE * SIDE;

function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

export function depthPair(): [Float32Array, Float32Array] {
  const random = randomFrom(1);
  const known = Float32Array.from({ length: PIXELS }, () => (random() < 0.1 ? 0 : 0.5 + 9 * random()));
  return [known.map((metres) => Math.max(0.1, metres * (0.8 + 0.4 * random()))), known];
}

export function normalPair(): [Float32Array, Float32Array] {
  const random = randomFrom(2);
  const known = new Float32Array(3 * PIXELS);
  const predicted = new Float32Array(3 * PIXELS);
  for (let i = 0; i < known.length; i += 3) {
    const [x, y, z] = [random() - 0.5, random() - 0.5, random() + 0.01];
    const length = Math.hypot(x, y, z);
    known.set([x / length, y / length, z / length], i);
    for (let c = 0; c < 3; c++) predicted[i + c] = known[i + c] + 0.3 * (random() - 0.5);
  }
  return [predicted, known];
}

export function idPair(): [Uint8Array, Uint8Array] {
  const random = randomFrom(3);
  const known = Uint8Array.from({ length: PIXELS }, (_, i) => (i >> 6) % 34);
  return [known.map((id) => (random() < 0.2 ? Math.floor(34 * random()) : id)), known];
}

/** Discs, as things are: a few long runs in each column. */
export function blobs(count: number, seed: number): Uint8Array[] {
  const random = randomFrom(seed);
  return Array.from({ length: count }, () => {
    const [x, y, radius] = [SIDE * random(), SIDE * random(), 60 + 140 * random()];
    return Uint8Array.from({ length: PIXELS }, (_, i) =>
      Number(Math.hypot((i % SIDE) - x, Math.floor(i / SIDE) - y) < radius),
    );
  });
}
