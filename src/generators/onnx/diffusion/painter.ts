import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { join } from "node:path";
import type { Inference } from "../../../inference/network.js";
import type { ModelAbout, PaintedPicture, Painter } from "../../painter.js";
import { paintInstructPix2Pix } from "./instructPix2Pix.js";
import { type DiffusionLayout, readLayout } from "./layout.js";
import { paintInOneStep } from "./oneStep.js";
import { partsOf } from "./parts.js";
import { readDiffusionTokenizer } from "./promptTokenizer.js";

/** What each kind of pipeline paints, where its folder does not say. */
const DIALECTS: Readonly<Record<string, string>> = { lotus: "lotus-disparity", genpercept: "marigold" };

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
  const tokenizer = await readDiffusionTokenizer(join(folder, "tokenizer"));
  const parts = partsOf(layout, inference, device);
  let version: Promise<string> | undefined;
  const isEditing = layout.kind === "instruct-pix2pix";
  return {
    about: aboutOf(layout, isEditing),
    async paint(request) {
      version ??= hashOf(layout.graph("unet"));
      const modelVersion = await version;
      const pictures: PaintedPicture[] = [];
      for (let i = 0; i < request.count; i++) {
        const seed = (request.seed + i) % 2 ** 32;
        const begun = performance.now();
        const {
          painted,
          warnings,
          device: used,
        } = isEditing
          ? await paintInstructPix2Pix(layout, parts, tokenizer, request, seed, i)
          : await paintInOneStep(layout as never, parts, tokenizer, request);
        const timingsMs = { painting: performance.now() - begun };
        pictures.push({
          picture: painted,
          device: used,
          modelVersion,
          warnings,
          timingsMs,
          ...(isEditing && { seed }),
        });
      }
      return pictures;
    },
    close: () => parts.release(),
  };
}

function aboutOf(
  { name, kind, dialect = DIALECTS[kind], limits }: DiffusionLayout,
  isSeeded: boolean,
): ModelAbout {
  return {
    ...{ kind: "onnx", model: name, image: "required", isSeeded, alignmentMode: "resize", limits },
    ...(dialect !== undefined && { dialect }),
  };
}

/** The first twelve digits of a file's SHA-256. */
async function hashOf(path: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const bytes of createReadStream(path)) hash.update(bytes as Buffer);
  return hash.digest("hex").slice(0, 12);
}
