import { GeneratorError } from "../../../../generatorError.js";
import type { Prediction, SchedulerConfig } from "./schedule.js";

/**
 * ᾱ of every training step, the share of the picture in its noisy variant (arXiv 2006.11239, eq. 4): the product of
 * 1 − β, with β linear or, as latent diffusion has it, the square of what is linear between square roots.
 */
export function alphasOf(config: SchedulerConfig): Float64Array {
  const { num_train_timesteps: count = 1000, beta_start = 0.0001, beta_end = 0.02 } = config;
  const { beta_schedule = "linear" } = config;
  const between = (from: number, to: number, i: number): number => from + ((to - from) * i) / (count - 1);
  const betaOf = (i: number): number => {
    if (beta_schedule === "linear") return between(beta_start, beta_end, i);
    if (beta_schedule === "scaled_linear") return between(Math.sqrt(beta_start), Math.sqrt(beta_end), i) ** 2;
    throw unknown("beta_schedule", "linear or scaled_linear", beta_schedule);
  };
  const alphas = new Float64Array(count);
  let product = 1;
  for (let i = 0; i < count; i++) {
    product *= 1 - betaOf(i);
    alphas[i] = product;
  }
  return alphas;
}

/** The training steps that are taken, latest first (arXiv 2305.08891, table 2). */
export function timestepsOf(config: SchedulerConfig, steps: number, usual: string): number[] {
  const { num_train_timesteps: count = 1000, timestep_spacing = usual, steps_offset = 0 } = config;
  const at = Array.from({ length: steps }, (_, i) => i);
  switch (timestep_spacing) {
    case "linspace":
      return at.map((i) => (steps === 1 ? 0 : ((count - 1) * i) / (steps - 1))).reverse();
    case "leading":
      return at.map((i) => i * Math.floor(count / steps) + steps_offset).reverse();
    case "trailing":
      return at.map((i) => roundHalfEven(count - (i * count) / steps) - 1);
    default:
      throw unknown("timestep_spacing", "linspace, leading or trailing", timestep_spacing);
  }
}

/** As NumPy rounds. */
function roundHalfEven(value: number): number {
  const floor = Math.floor(value);
  if (value - floor !== 0.5) return Math.round(value);
  return floor % 2 === 0 ? floor : floor + 1;
}

export function predictionOf({ prediction_type = "epsilon" }: SchedulerConfig): Prediction {
  if (["epsilon", "v_prediction", "sample"].includes(prediction_type)) return prediction_type as Prediction;
  throw unknown("prediction_type", "epsilon, v_prediction or sample", prediction_type);
}

export const unknown = (field: string, expected: string, got: unknown): GeneratorError =>
  new GeneratorError("unavailable", {
    argument: `"${field}" of scheduler_config.json`,
    expected,
    got: JSON.stringify(got),
    remedy: "export the model with a scheduler of docs/onnx-pipelines.md",
  });
