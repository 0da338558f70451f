import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { checkOptions } from "../checkOptions.js";
import { ArgumentError, describeValue } from "../errors.js";
import { GeneratorError } from "../generatorError.js";
import type { RgbImage } from "../image/rgbImage.js";
import type { Inference, Network } from "../inference/network.js";
import { sharedInference } from "../inference/shared.js";
import { estimateByDepthAnything } from "./depthAnything.js";
import { estimateByMoge } from "./moge.js";
import type { Specialist, SpecialistResult } from "./specialist.js";

type Estimate = (network: Network, photo: RgbImage, signal: AbortSignal) => Promise<SpecialistResult>;

const KINDS: Readonly<Record<string, { model: string; estimate: Estimate }>> = {
  moge: { model: "MoGe-2", estimate: estimateByMoge },
  "depth-anything": { model: "Depth Anything V2", estimate: estimateByDepthAnything },
};

/** Options of `openSpecialist`. */
export interface SpecialistOptions {
  /** as for generators that compute here; default "auto" */
  readonly device?: string;
  /** what computes; default: one process for the whole program */
  readonly inference?: Inference;
}

/**
 * Opens a specialist: `moge:PATH` or `depth-anything:PATH`, where PATH is its ONNX file, or the folder that
 * `peel models pull` has printed. Nothing is loaded before the first photo.
 *
 * @throws ArgumentError for another specification; GeneratorError "unavailable" if there is no graph
 * @example
 * const moge = openSpecialist("moge:models/moge-2-vits-normal-onnx");
 * const { depth, normals } = await moge.estimate(photo);
 */
export function openSpecialist(spec: string, options: SpecialistOptions = {}): Specialist {
  checkOptions("openSpecialist", options, { device: true, inference: true });
  const { device, inference = sharedInference() } = options;
  const [, name, path] = /^([a-z-]+):(.+)$/.exec(String(spec)) ?? [];
  const kind = name !== undefined && Object.hasOwn(KINDS, name) ? KINDS[name] : undefined;
  if (!kind) {
    throw new ArgumentError({
      argument: "spec",
      expected: Object.keys(KINDS)
        .map((one) => `${one}:PATH`)
        .join(" or "),
      got: describeValue(spec),
      remedy: "fetch one with peel models pull moge-2-small, and give the folder that it prints",
    });
  }
  const graph = graphIn(path);
  let network: Promise<Network> | undefined;
  return {
    spec,
    model: kind.model,
    async estimate(photo, { signal = new AbortController().signal } = {}) {
      const { width, height, data } = (photo ?? {}) as Partial<RgbImage>;
      if (!width || !height || data?.length !== 3 * width * height) throw noPhoto(photo);
      network ??= inference.load(graph, { ...(device !== undefined && { device }), signal });
      // A load that failed, or was given up, is tried anew.
      network.catch(() => {
        network = undefined;
      });
      return kind.estimate(await network, photo, signal);
    },
    async close() {
      const loaded = await network?.catch(() => undefined);
      network = undefined;
      await loaded?.release();
    },
  };
}

/** The graph of a folder as the hub has it: at its top, or in onnx/. */
function graphIn(path: string): string {
  if (statSync(path, { throwIfNoEntry: false })?.isFile()) return path;
  const found = ["model.onnx", "onnx/model.onnx"]
    .map((file) => join(path, file))
    .find((file) => existsSync(file));
  if (found) return found;
  throw new GeneratorError("unavailable", {
    ...{ argument: path, expected: "an ONNX file, or a folder with model.onnx", got: "neither" },
    remedy: "check the path; peel models list tells where fetched models lie",
  });
}

const noPhoto = (photo: unknown): ArgumentError =>
  new ArgumentError({
    ...{ argument: "photo", expected: "an RgbImage", got: describeValue(photo) },
    remedy: 'read a file with await readImage("photo.jpg", { upright: true })',
  });
