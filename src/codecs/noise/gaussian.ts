/**
 * Normally distributed numbers, mean 0 and standard deviation 1, that depend on a place and a seed only,
 * whatever the order in which pixels are visited.
 */
export function gaussianAt(x: number, y: number, stream: number, seed: number): number {
  const key = hash(
    hash(hash(seed | 0) ^ stream) ^ hash(x + Math.imul(y, 0x10001)) ^ Math.imul(y, 0x9e3779b1),
  );
  const one = hash(key);
  const two = hash(one ^ 0x5bf03635);
  // Box and Muller's transform; the half keeps the logarithm finite.
  const radius = Math.sqrt(-2 * Math.log(((one >>> 0) + 0.5) / 2 ** 32));
  return radius * Math.cos((2 * Math.PI * (two >>> 0)) / 2 ** 32);
}

/** Low-bias 32-bit mixing (Chris Wellons, "Prospecting for hash functions", public domain). */
function hash(value: number): number {
  let bits = value ^ (value >>> 16);
  bits = Math.imul(bits, 0x7feb352d);
  bits ^= bits >>> 15;
  bits = Math.imul(bits, 0x846ca68b);
  return bits ^ (bits >>> 16);
}

/** Normal quantiles at the middles of 2^16 equal shares: a number is looked up, without logarithm and cosine. */
let quantiles: Float32Array | undefined;

/**
 * Fills a row with normally distributed numbers, mean 0 and standard deviation 1 (cut off beyond 4.3), that
 * depend, as those of `gaussianAt`, on place, stream and seed only. Quick: for numbers per pixel and channel.
 */
export function gaussianRow(row: Float32Array, y: number, stream: number, seed: number): void {
  quantiles ??= normalQuantiles();
  const start = hash(hash(hash(seed | 0) ^ stream) ^ Math.imul(y, 0x9e3779b1));
  // Each hash gives two numbers.
  for (let x = 0; x < row.length; x += 2) {
    const bits = hash(start + x);
    row[x] = quantiles[bits & 0xffff];
    row[x + 1] = quantiles[bits >>> 16];
  }
}

/** The integral of the density, by small steps from the middle outwards; the other half is the mirror image. */
function normalQuantiles(): Float32Array {
  const half = 2 ** 15;
  const table = new Float32Array(2 * half);
  let at = 0;
  for (let i = 0; i < half; i++) {
    const share = (i + 0.5) / (2 * half) - (i === 0 ? 0 : (i - 0.5) / (2 * half));
    // Runge and Kutta's step of fourth order along dx / dshare = √(2π) · exp(x² / 2).
    const k1 = inverseDensity(at);
    const k2 = inverseDensity(at + (share * k1) / 2);
    const k3 = inverseDensity(at + (share * k2) / 2);
    const k4 = inverseDensity(at + share * k3);
    at += (share * (k1 + 2 * k2 + 2 * k3 + k4)) / 6;
    table[half + i] = at;
    table[half - 1 - i] = -at;
  }
  return table;
}

const inverseDensity = (x: number): number => Math.sqrt(2 * Math.PI) * Math.exp((x * x) / 2);

/**
 * A smooth field of such numbers with features of a given size: still of standard deviation 1 everywhere,
 * also between the lattice's points, where plain interpolation would flatten it.
 *
 * @param period size of a patch, pixels
 * @returns one number per pixel, row by row
 */
export function gaussianField(
  width: number,
  height: number,
  period: number,
  stream: number,
  seed: number,
): Float32Array {
  const field = new Float32Array(width * height);
  const columns = Array.from({ length: width }, (_, x) => placeOn(x, period));
  const across = Math.floor(width / period) + 2;
  const lattice = (line: number): Float64Array =>
    Float64Array.from({ length: across }, (_, i) => gaussianAt(i, line, stream, seed));
  let above = lattice(0);
  let below = lattice(1);
  for (let y = 0, i = 0; y < height; y++) {
    const row = placeOn(y, period);
    if (y > 0 && row.cell !== placeOn(y - 1, period).cell) {
      above = below;
      below = lattice(row.cell + 1);
    }
    for (let x = 0; x < width; x++, i++) {
      const { cell, near, far } = columns[x];
      field[i] =
        row.near * (near * above[cell] + far * above[cell + 1]) +
        row.far * (near * below[cell] + far * below[cell + 1]);
    }
  }
  return field;
}

/** The two weights' squares add up to 1, and so do the variances. */
function placeOn(at: number, period: number): { cell: number; near: number; far: number } {
  const cell = Math.floor(at / period);
  const t = at / period - cell;
  const angle = (t * t * (3 - 2 * t) * Math.PI) / 2;
  return { cell, near: Math.cos(angle), far: Math.sin(angle) };
}
