import { alphasOf, predictionOf, timestepsOf } from "./alphas.js";
import type { Schedule, SchedulerConfig } from "./schedule.js";

/** DDIM without added noise (arXiv 2010.02502, eq. 12 with σ = 0). */
export function ddimSchedule(config: SchedulerConfig, steps: number): Schedule {
  const { num_train_timesteps: count = 1000, set_alpha_to_one = true } = config;
  const alphas = alphasOf(config);
  const timesteps = timestepsOf(config, steps, "leading");
  const prediction = predictionOf(config);
  const stride = Math.floor(count / steps);
  const alphaBefore = (time: number): number => {
    const before = time - stride;
    return before >= 0 ? alphas[before] : set_alpha_to_one ? 1 : alphas[0];
  };
  return {
    timesteps,
    initialScale: 1,
    scaled: (sample) => sample,
    next(output, sample, step) {
      const time = Math.round(timesteps[step]);
      const alpha = alphas[time];
      const before = alphaBefore(time);
      const [a, b] = [Math.sqrt(alpha), Math.sqrt(1 - alpha)];
      const [c, d] = [Math.sqrt(before), Math.sqrt(1 - before)];
      return sample.map((x, i) => {
        const said = output[i];
        // The picture and the noise that the network's word means (arXiv 2202.00512, appendix D).
        if (prediction === "epsilon") return (c * (x - b * said)) / a + d * said;
        if (prediction === "sample") return c * said + (d * (x - a * said)) / b;
        return c * (a * x - b * said) + d * (a * said + b * x);
      });
    },
  };
}
