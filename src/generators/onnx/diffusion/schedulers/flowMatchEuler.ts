import type { Schedule, SchedulerConfig } from "./schedule.js";

/**
 * Euler's method on a rectified flow from noise (σ = 1) to the picture (σ = 0), whose network tells the velocity (arXiv
 * 2209.03003; 2403.03206, section 2). Larger pictures spend more of their steps where there is much noise: σ is shifted,
 * by a factor (2403.03206, eq. 23) or by μ, which grows with the number of latent tokens.
 *
 * @param mu for `use_dynamic_shifting`
 */
export function flowMatchEulerSchedule(config: SchedulerConfig, steps: number, mu: number): Schedule {
  const { num_train_timesteps: count = 1000, shift = 1, use_dynamic_shifting = false } = config;
  const even = Array.from({ length: steps }, (_, i) =>
    steps === 1 ? 1 : 1 + ((1 / steps - 1) * i) / (steps - 1),
  );
  const shifted = even.map((sigma) =>
    use_dynamic_shifting
      ? Math.exp(mu) / (Math.exp(mu) + (1 / sigma - 1))
      : (shift * sigma) / (1 + (shift - 1) * sigma),
  );
  const sigmas = [...shifted, 0];
  return {
    timesteps: shifted.map((sigma) => sigma * count),
    initialScale: 1,
    scaled: (sample) => sample,
    next(output, sample, step) {
      const stride = sigmas[step + 1] - sigmas[step];
      return sample.map((x, i) => x + stride * output[i]);
    },
  };
}

/** On the line through (base tokens, base shift) and (most tokens, most shift), as FLUX's configuration has it. */
export function muOf(config: SchedulerConfig, tokens: number): number {
  const { base_image_seq_len: from = 256, max_image_seq_len: to = 4096 } = config;
  const { base_shift = 0.5, max_shift = 1.15 } = config;
  return base_shift + ((max_shift - base_shift) * (tokens - from)) / (to - from);
}
