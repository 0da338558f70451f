import { alphasOf, predictionOf, timestepsOf } from "./alphas.js";
import { randomlessly } from "./randomlessly.js";
import type { Schedule, SchedulerConfig } from "./schedule.js";

/**
 * Euler's method on the probability flow with σ = √((1 − ᾱ)/ᾱ) as its time (arXiv 2206.00364, algorithm 1 without churn),
 * and its ancestral variant, which goes further down and adds noise (arXiv 2010.02502, eq. 16 with η = 1, in σ).
 */
export function eulerSchedule(config: SchedulerConfig, steps: number, isAncestral: boolean): Schedule {
  const alphas = alphasOf(config);
  const all = Float64Array.from(alphas, (alpha) => Math.sqrt((1 - alpha) / alpha));
  const timesteps = timestepsOf(config, steps, "linspace");
  const sigmas = [...timesteps.map((time) => interpolated(all, time)), 0];
  const isLeading = config.timestep_spacing === "leading";
  const most = Math.max(...sigmas);
  const prediction = predictionOf(config);
  return {
    timesteps,
    initialScale: isLeading ? Math.hypot(most, 1) : most,
    scaled(sample, step) {
      const scale = 1 / Math.hypot(sigmas[step], 1);
      return sample.map((value) => value * scale);
    },
    next(output, sample, step, noise) {
      const [sigma, to] = [sigmas[step], sigmas[step + 1]];
      // Of the way down to `to`, ancestral steps go further and come back by as much noise.
      const up = isAncestral ? Math.sqrt((to * to * (sigma * sigma - to * to)) / (sigma * sigma)) : 0;
      const down = Math.sqrt(to * to - up * up);
      const added = up > 0 ? noise() : randomlessly;
      return sample.map((x, i) => {
        const picture = pictureOf(prediction, output[i], x, sigma);
        return x + ((x - picture) / sigma) * (down - sigma) + (up > 0 ? up * added[i] : 0);
      });
    },
  };
}

/** The picture that a network's word means, in σ (arXiv 2206.00364, table 1; 2202.00512, appendix D). */
function pictureOf(prediction: string, output: number, x: number, sigma: number): number {
  if (prediction === "epsilon") return x - sigma * output;
  if (prediction === "sample") return output;
  const scale = sigma * sigma + 1;
  return x / scale - (sigma / Math.sqrt(scale)) * output;
}

function interpolated(values: Float64Array, at: number): number {
  const low = Math.min(values.length - 1, Math.floor(at));
  const high = Math.min(values.length - 1, low + 1);
  return values[low] + (at - low) * (values[high] - values[low]);
}
