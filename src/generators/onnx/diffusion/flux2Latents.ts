/**
 * FLUX.2's latents: blocks of 2 × 2 become channels, are brought to mean 0 and variance 1, and stand in a row as tokens,
 * each with its place (Black Forest Labs' reference, https://github.com/black-forest-labs/flux2, sampling.py).
 */
import type { Latents } from "./parts.js";

/** The spread of every channel after `patchified`; the autoencoder's batch norm has it. */
export interface LatentSpread {
  readonly mean: readonly number[];
  readonly std: readonly number[];
}

/** Blocks of 2 × 2 → channels: channel c, row dy, column dx become channel 4c + 2dy + dx. */
export function patchified({ channels, height, width, data }: Latents): Latents {
  const [rows, columns] = [height >> 1, width >> 1];
  const patches = new Float32Array(4 * channels * rows * columns);
  for (let c = 0, to = 0; c < channels; c++)
    for (let part = 0; part < 4; part++)
      for (let y = 0; y < rows; y++)
        for (let x = 0; x < columns; x++, to++)
          patches[to] = data[(c * height + 2 * y + (part >> 1)) * width + 2 * x + (part & 1)];
  return { channels: 4 * channels, height: rows, width: columns, data: patches };
}

/** The way back. */
export function unpatchified({ channels, height: rows, width: columns, data }: Latents): Latents {
  const [height, width] = [2 * rows, 2 * columns];
  const whole = new Float32Array(data.length);
  for (let c = 0, from = 0; c < channels >> 2; c++)
    for (let part = 0; part < 4; part++)
      for (let y = 0; y < rows; y++)
        for (let x = 0; x < columns; x++, from++)
          whole[(c * height + 2 * y + (part >> 1)) * width + 2 * x + (part & 1)] = data[from];
  return { channels: channels >> 2, height, width, data: whole };
}

/** To mean 0 and variance 1 of each channel, or back. */
export function normalised(latents: Latents, spread: LatentSpread | undefined, isBack = false): Latents {
  if (!spread) return latents;
  const { mean, std } = spread;
  const plane = latents.height * latents.width;
  const data = latents.data.map((value, i) => {
    const c = Math.floor(i / plane);
    return isBack ? value * std[c] + mean[c] : (value - mean[c]) / std[c];
  });
  return { ...latents, data };
}

/** Channels × places → places × channels. */
export function tokensOf({ channels, height, width, data }: Latents): Float32Array {
  const plane = height * width;
  const tokens = new Float32Array(data.length);
  for (let c = 0; c < channels; c++)
    for (let i = 0; i < plane; i++) tokens[i * channels + c] = data[c * plane + i];
  return tokens;
}

/** The way back. */
export function latentsOf(tokens: Float32Array, size: Omit<Latents, "data">): Latents {
  const { channels, height, width } = size;
  const plane = height * width;
  const data = new Float32Array(tokens.length);
  for (let c = 0; c < channels; c++)
    for (let i = 0; i < plane; i++) data[c * plane + i] = tokens[i * channels + c];
  return { ...size, data };
}

/** Places of a picture's tokens: time, row, column, 0. What is painted has time 0, what is given 10. */
export function pictureIds({ height, width }: Omit<Latents, "data">, time: number): number[] {
  return Array.from({ length: height * width }, (_, i) => [time, Math.floor(i / width), i % width, 0]).flat();
}

/** Places of the words: their order. */
export const textIds = (count: number): number[] =>
  Array.from({ length: count }, (_, i) => [0, 0, 0, i]).flat();

/** How far σ is shifted, by the number of tokens and of steps: a fit of the reference's (sampling.py). */
export function fluxMu(tokens: number, steps: number): number {
  const many = 0.00016927 * tokens + 0.45666666;
  if (tokens > 4300) return many;
  const few = 8.73809524e-5 * tokens + 1.89833333;
  // On the line through 10 and 200 steps.
  return few + ((many - few) * (steps - 10)) / 190;
}
