import { join } from "node:path";
import type { Inference } from "../../../inference/network.js";
import type { ModelAbout, PaintedPicture, Painter } from "../../painter.js";
import { versionOf } from "../versionOf.js";
import { paintFlux2Klein } from "./flux2Klein.js";
import { paintInstructPix2Pix } from "./instructPix2Pix.js";
import { type DiffusionLayout, type PipelineKind, readLayout } from "./layout.js";
import { paintInOneStep } from "./oneStep.js";
import { partsOf } from "./parts.js";
import { readDiffusionTokenizer } from "./promptTokenizer.js";

/** What each kind of pipeline paints, where its folder does not say. */
const DIALECTS: Readonly<Record<string, string>> = { lotus: "lotus-disparity", genpercept: "marigold" };

const PAINTINGS: Readonly<Record<PipelineKind, typeof paintInstructPix2Pix>> = {
  "instruct-pix2pix": paintInstructPix2Pix,
  "flux2-klein": paintFlux2Klein,
  lotus: paintInOneStep,
  genpercept: paintInOneStep,
};
/** Tokens of a prompt, where the tokenizer's own limit is not the model's. */
const LENGTHS: Partial<Record<PipelineKind, number>> = { "flux2-klein": 512 };
/** One-step painters begin without noise. */
const isSeeded = ({ kind }: DiffusionLayout): boolean =>
  kind === "instruct-pix2pix" || kind === "flux2-klein";

/**
 * A painter for a diffusion model's folder (docs/onnx-pipelines.md).
 *
 * @throws GeneratorError "unavailable" for a pipeline that is not known, or parts that are missing
 */
export async function diffusionPainter(
  folder: string,
  { inference, device }: { readonly inference: Inference; readonly device?: string },
): Promise<Painter> {
  const layout = await readLayout(folder);
  const tokenizer = await readDiffusionTokenizer(join(folder, "tokenizer"), LENGTHS[layout.kind]);
  const parts = partsOf(layout, inference, device);
  const modelVersion = await versionOf(folder, filesOf(layout));
  const painting = PAINTINGS[layout.kind];
  return {
    about: { ...aboutOf(layout), modelVersion },
    async paint(request) {
      const pictures: PaintedPicture[] = [];
      for (let i = 0; i < request.count; i++) {
        const seed = (request.seed + i) % 2 ** 32;
        const begun = performance.now();
        const {
          painted,
          warnings,
          device: used,
        } = await painting(layout, parts, tokenizer, request, seed, i);
        const timingsMs = { painting: performance.now() - begun };
        pictures.push({
          picture: painted,
          device: used,
          warnings,
          timingsMs,
          ...(isSeeded(layout) && { seed }),
        });
      }
      return pictures;
    },
    close: () => parts.release(),
  };
}

/** What decides what it paints. */
const filesOf = ({ folder, graph, denoiser }: DiffusionLayout): string[] => [
  ...["text_encoder", denoiser, "vae_encoder", "vae_decoder"].map(graph),
  ...["model_index", "scheduler/scheduler_config", "unet/config", "vae_decoder/config"].map((name) =>
    join(folder, `${name}.json`),
  ),
  ...["tokenizer.json", "tokenizer_config.json", "vocab.json", "merges.txt"].map((name) =>
    join(folder, "tokenizer", name),
  ),
];

function aboutOf(layout: DiffusionLayout): ModelAbout {
  const { name, kind, dialect = DIALECTS[kind], limits } = layout;
  return {
    ...{ kind: "onnx", model: name, isSeeded: isSeeded(layout), alignmentMode: "resize", limits },
    image: kind === "flux2-klein" ? "optional" : "required",
    ...(dialect !== undefined && { dialect }),
  };
}
