import { unknown } from "./alphas.js";
import { ddimSchedule } from "./ddim.js";
import { eulerSchedule } from "./euler.js";
import { flowMatchEulerSchedule, muOf } from "./flowMatchEuler.js";
import type { Schedule, SchedulerConfig } from "./schedule.js";

export type { Prediction, Schedule, SchedulerConfig } from "./schedule.js";

/**
 * The schedule that a model was exported with. PNDM, whose first steps need more calls, and others that draw from noise
 * by the same ᾱ are taken as DDIM, which they are variants of.
 *
 * @param steps how many
 * @param tokens of the picture's latents
 * @param mu how far a flow is shifted; default: by its configuration
 * @throws GeneratorError "unavailable" for one that is not known
 */
export function scheduleOf(config: SchedulerConfig, steps: number, tokens: number, mu?: number): Schedule {
  switch (config._class_name) {
    case "EulerDiscreteScheduler":
      return eulerSchedule(config, steps, false);
    case "EulerAncestralDiscreteScheduler":
      return eulerSchedule(config, steps, true);
    case "DDIMScheduler":
    case "PNDMScheduler":
      return ddimSchedule(config, steps);
    case "FlowMatchEulerDiscreteScheduler":
      return flowMatchEulerSchedule(config, steps, mu ?? muOf(config, tokens));
    default:
      throw unknown(
        "_class_name",
        "EulerDiscreteScheduler, EulerAncestralDiscreteScheduler, DDIMScheduler, PNDMScheduler or FlowMatchEulerDiscreteScheduler",
        config._class_name,
      );
  }
}
