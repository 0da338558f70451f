/** Schedulers beside an independent script that has nothing but the papers' formulas and NumPy (vectors.py). */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { type SchedulerConfig, scheduleOf } from "../../../src/generators/onnx/diffusion/schedulers/index.js";

interface Case {
  readonly config: SchedulerConfig;
  readonly steps: number;
  readonly tokens: number;
  readonly timesteps: number[];
  readonly first: number[];
  readonly last: number[];
}
const { x: start, cases } = JSON.parse(readFileSync(new URL("vectors.json", import.meta.url), "utf8")) as {
  x: number[];
  cases: Case[];
};
const network = (x: number, time: number, step: number): number =>
  0.3 * Math.sin(3 * x) + 0.05 * step - 0.0002 * time;

describe("schedulers", () => {
  it.each(
    cases.map(
      (one) =>
        [
          `${one.config._class_name} ${one.config.timestep_spacing ?? one.config.shift} ${one.steps}`,
          one,
        ] as const,
    ),
  )("%s", (_, { config, steps, tokens, timesteps, first, last }) => {
    const schedule = scheduleOf(config, steps, tokens);
    expect(schedule.timesteps).toHaveLength(steps);
    for (const [i, time] of schedule.timesteps.entries()) expect(time).toBeCloseTo(timesteps[i], 6);
    let sample = Float32Array.from(start, (value) => value * schedule.initialScale);
    for (const [i, value] of sample.entries()) expect(value).toBeCloseTo(first[i], 4);
    for (let step = 0; step < steps; step++) {
      const input = schedule.scaled(sample, step);
      const output = input.map((value) => network(value, schedule.timesteps[step], step));
      const noise = () => Float32Array.from(start, (_value, i) => Math.cos(i + 2 * step));
      sample = Float32Array.from(schedule.next(output, sample, step, noise));
    }
    for (const [i, value] of sample.entries()) expect(value).toBeCloseTo(last[i], 3);
  });

  it("bring a network that knows the picture to it", () => {
    const picture = Float32Array.from([0.5, -0.25, 1]);
    const config = {
      beta_schedule: "scaled_linear",
      beta_start: 0.00085,
      beta_end: 0.012,
      prediction_type: "sample",
    };
    for (const name of ["EulerDiscreteScheduler", "EulerAncestralDiscreteScheduler", "DDIMScheduler"]) {
      const schedule = scheduleOf({ ...config, _class_name: name }, 10, 0);
      let sample = Float32Array.from([3, 1, -2], (value) => value * schedule.initialScale);
      for (let step = 0; step < 10; step++)
        sample = Float32Array.from(schedule.next(picture, sample, step, () => new Float32Array(3).fill(1)));
      for (const [i, value] of sample.entries()) expect(value).toBeCloseTo(picture[i], 4);
    }
  });

  it.each([
    [
      { _class_name: "LCMScheduler" },
      /"_class_name" of scheduler_config\.json must be EulerDiscreteScheduler/,
    ],
    [{ _class_name: "DDIMScheduler", beta_schedule: "cosine" }, /beta_schedule/],
    [{ _class_name: "DDIMScheduler", timestep_spacing: "odd" }, /timestep_spacing/],
    [{ _class_name: "DDIMScheduler", prediction_type: "flow" }, /prediction_type/],
  ])("that are not known are refused: %j", (config, message) => {
    expect(() => scheduleOf(config, 4, 0)).toThrow(message);
  });
});
