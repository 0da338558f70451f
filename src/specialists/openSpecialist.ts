import { checkOptions } from "../checkOptions.js";
import { ArgumentError, describeValue } from "../errors.js";
import type { RgbImage } from "../image/rgbImage.js";
import type { Inference, Network } from "../inference/network.js";
import { sharedInference } from "../inference/shared.js";
import { checkPhoto } from "./checkPhoto.js";
import { estimateByDepthAnything } from "./depthAnything.js";
import { graphIn } from "./graphIn.js";
import { estimateByMetric3d } from "./metric3d.js";
import { estimateByMoge } from "./moge.js";
import type { EstimateOptions, Specialist, SpecialistResult } from "./specialist.js";

type Estimate = (
  network: Network,
  photo: RgbImage,
  signal: AbortSignal,
  options: EstimateOptions,
) => Promise<SpecialistResult>;

const KINDS: Readonly<Record<string, { model: string; estimate: Estimate }>> = {
  moge: { model: "MoGe-2", estimate: estimateByMoge },
  metric3d: { model: "Metric3D v2", estimate: estimateByMetric3d },
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
 * Opens a specialist: `moge:PATH`, `metric3d:PATH` or `depth-anything:PATH`, where PATH is its ONNX file, or the folder that
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
  const [, name, path] = /^([a-z0-9-]+):(.+)$/.exec(String(spec)) ?? [];
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
    async estimate(photo, asked = {}) {
      checkOptions("estimate", asked, { signal: true, fieldOfViewDegrees: true });
      const { signal = new AbortController().signal, fieldOfViewDegrees: degrees } = asked;
      checkPhoto(photo);
      if (degrees !== undefined && !(degrees > 0 && degrees < 180)) throw noView(degrees);
      network ??= inference.load(graph, { ...(device !== undefined && { device }), signal });
      // A load that failed, or was given up, is tried anew.
      network.catch(() => {
        network = undefined;
      });
      return kind.estimate(await network, photo, signal, asked);
    },
    async close() {
      const loaded = await network?.catch(() => undefined);
      network = undefined;
      await loaded?.release();
    },
  };
}

const noView = (degrees: unknown): ArgumentError =>
  new ArgumentError({
    argument: "fieldOfViewDegrees",
    expected: "degrees across the photo, between 0 and 180",
    got: describeValue(degrees),
    remedy: "leave it out where it is not known: depth is then up to scale",
  });
