/** A folder as `optimum` writes diffusion models: model_index.json, and a folder for each part. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { GeneratorError } from "../../../generatorError.js";
import { readJson } from "../readJson.js";
import type { LatentSpread } from "./flux2Latents.js";
import type { SchedulerConfig } from "./schedulers/index.js";

/** The pipelines that are known, by the classes that exports name. */
export type PipelineKind = "instruct-pix2pix" | "lotus" | "genpercept" | "flux2-klein";

const CLASSES: readonly (readonly [RegExp, PipelineKind])[] = [
  [/InstructPix2Pix/i, "instruct-pix2pix"],
  [/Lotus/i, "lotus"],
  [/GenPercept/i, "genpercept"],
  [/Flux2Klein/i, "flux2-klein"],
];

export interface DiffusionLayout {
  readonly folder: string;
  readonly kind: PipelineKind;
  readonly name: string;
  readonly scheduler: SchedulerConfig;
  /** what latents are multiplied with, so that they have the spread of noise */
  readonly scaling: number;
  /** channels of the autoencoder's latents */
  readonly latentChannels: number;
  /** how latents are brought to mean 0 and variance 1; left out where the autoencoder's graphs do it */
  readonly spread?: LatentSpread;
  /** pixels of a latent's side */
  readonly patch: number;
  /** the side of the latents that it was trained on */
  readonly side: number;
  readonly dialect?: string;
  readonly limits: readonly string[];
  /** the graph of a part */
  graph(part: string): string;
  /** the part that does the work */
  readonly denoiser: string;
}

/** @throws GeneratorError "unavailable" for a pipeline that is not known, or parts that are missing */
export async function readLayout(folder: string): Promise<DiffusionLayout> {
  const index = await readJson(join(folder, "model_index.json"));
  const className = String(index._class_name);
  const kind = CLASSES.find(([pattern]) => pattern.test(className))?.[1];
  if (!kind) throw unknownPipeline(folder, className);
  const graph = (part: string): string => join(folder, part, "model.onnx");
  const has = (part: string): boolean => existsSync(graph(part));
  const denoiser = kind === "flux2-klein" ? "transformer" : "unet";
  for (const part of [denoiser, "vae_encoder", "vae_decoder", "text_encoder"])
    if (!has(part)) throw missing(graph(part));
  const optional = async (path: string): Promise<Record<string, unknown>> =>
    existsSync(join(folder, path)) ? readJson(join(folder, path)) : {};
  const vae = await optional("vae_decoder/config.json");
  const unet = await optional("unet/config.json");
  const { block_out_channels: blocks } = vae as { block_out_channels?: readonly number[] };
  const number = (value: unknown, usual: number): number => (typeof value === "number" ? value : usual);
  const limits = ["This export was not tried with Peel: compare its pictures with those of the original."];
  return {
    ...{ folder, kind, graph, denoiser, limits },
    name:
      String(index._name_or_path ?? "")
        .split("/")
        .pop() || kind,
    scheduler: (await optional("scheduler/scheduler_config.json")) as SchedulerConfig,
    scaling: number(vae.scaling_factor, 0.18215),
    latentChannels: number(vae.latent_channels, 4),
    ...spreadOf(vae),
    // Each level of the autoencoder but the first halves the sides.
    patch: Array.isArray(blocks) ? 2 ** (blocks.length - 1) : 8,
    side: number(unet.sample_size, 64),
    ...(typeof index.peel_dialect === "string" && { dialect: index.peel_dialect }),
  };
}

/** As `latents_mean` and `latents_std`, one for each channel of a block of 2 × 2. */
function spreadOf({ latents_mean: mean, latents_std: std }: Record<string, unknown>): {
  spread?: LatentSpread;
} {
  const areNumbers = (value: unknown): value is number[] =>
    Array.isArray(value) && value.every((one) => typeof one === "number");
  return areNumbers(mean) && areNumbers(std) && mean.length === std.length ? { spread: { mean, std } } : {};
}

function unknownPipeline(folder: string, className: string): GeneratorError {
  return new GeneratorError("unavailable", {
    argument: join(folder, "model_index.json"),
    expected: "of InstructPix2Pix, FLUX.2 klein, Lotus or GenPercept",
    got: `of ${className}`,
    remedy:
      "docs/onnx-pipelines.md tells which pipelines run here; others can be served and reached as openai: or kserve:",
  });
}

function missing(path: string): GeneratorError {
  return new GeneratorError("unavailable", {
    ...{ argument: path, expected: "the graph of this part", got: "missing" },
    remedy: "fetch or export the whole folder: text_encoder, unet or transformer, vae_encoder, vae_decoder",
  });
}
