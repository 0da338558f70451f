import { existsSync } from "node:fs";
import { basename, resolve } from "node:path";
import { GeneratorError } from "../../../generatorError.js";
import { resample } from "../../../image/resample/resample.js";
import type { RgbImage } from "../../../image/rgbImage.js";
import type { Inference, Network } from "../../../inference/network.js";
import type { PaintedPicture, Painter } from "../../painter.js";
import type { PaintRequest } from "../../request.js";
import { pictureOf, planesOf } from "../planes.js";
import { versionOf } from "../versionOf.js";
import { type OneGraphCard, readCard } from "./card.js";
import { checkGraph } from "./checkGraph.js";
import { type PromptTokenizer, readTokenizer } from "./promptTokens.js";
import { sample } from "./sample.js";

/** Where a one-graph model computes. */
export interface OneGraphOptions {
  readonly inference: Inference;
  /** as `LoadOptions.device` */
  readonly device?: string;
  /** what the generator is called in lists; default "onnx" */
  readonly kind?: string;
}

/**
 * A painter for a folder that keeps the one-graph contract (docs/one-graph.md): `card.json`, a tokenizer, and one
 * ONNX graph from noise, picture, step and tokens to the painted picture.
 *
 * @throws GeneratorError "unavailable" for a folder that does not keep it
 */
export async function oneGraphPainter(folder: string, options: OneGraphOptions): Promise<Painter> {
  const card = await readCard(folder);
  const tokenizer = await readTokenizer(folder, card.tokenizer);
  const graph = resolve(folder, card.graph);
  if (!existsSync(graph)) throw noGraph(graph);
  const { limits, licence, ...settings } = card;
  const modelVersion = await versionOf(folder, [graph, resolve(folder, card.tokenizer)], settings);
  let network: Promise<Network> | undefined;
  const { inference, device, kind = "onnx" } = options;
  const load = (signal: AbortSignal): Promise<Network> => {
    network ??= inference.load(graph, { ...(device !== undefined && { device }), signal }).then((loaded) => {
      checkGraph(loaded, graph, { folder, size: card.size, tokens: tokenizer("").ids.length });
      return loaded;
    });
    // A load that failed, or was given up, is tried anew by the next call.
    network.catch(() => {
      network = undefined;
    });
    return network;
  };
  return {
    about: {
      ...{ kind, model: card.name, modelVersion, isSeeded: true, alignmentMode: "resize" },
      image: card.textToImage ? "optional" : "required",
      limits,
      ...(card.dialect !== undefined && { dialect: card.dialect }),
      ...(card.instanceColours && { instanceColours: card.instanceColours }),
      ...(licence !== undefined && { licence }),
    },
    foresee: (request) => warningsOf(card, tokenizer, request),
    async paint(request) {
      request.onProgress({ stage: "loading the model", done: 0, total: 0, picture: 0 });
      const begun = performance.now();
      const loaded = await load(request.signal);
      const loading = performance.now() - begun;
      const pictures: PaintedPicture[] = [];
      for (let i = 0; i < request.count; i++) {
        pictures.push(await paintOne(loaded, card, tokenizer, request, i, i === 0 ? loading : 0));
      }
      return pictures;
    },
    async close() {
      const loaded = await network?.catch(() => undefined);
      network = undefined;
      await loaded?.release();
    },
  };
}

async function paintOne(
  network: Network,
  card: OneGraphCard,
  tokenizer: PromptTokenizer,
  request: PaintRequest,
  i: number,
  loading: number,
): Promise<PaintedPicture> {
  const { prompt, image, signal, onProgress } = request;
  const { ids } = tokenizer(prompt);
  const own = (image ? card.perception : card.textToImage) ?? card.perception;
  const seed = (request.seed + i) % 2 ** 32;
  const begun = performance.now();
  const painted = await sample(network, {
    ...{ size: card.size, ids, seed, signal },
    ...(image && { source: planesOf(fitted(image, card.size)) }),
    sampling: { steps: request.steps ?? own.steps, guidance: request.guidance ?? own.guidance },
    onStep: (done, total) => onProgress({ stage: "painting", done, total, picture: i }),
  });
  return {
    ...{ picture: pictureOf(painted, card.size, card.size), seed, device: network.device },
    timingsMs: { loading, painting: performance.now() - begun },
    warnings: warningsOf(card, tokenizer, request),
  };
}

/** The source on the model's square: stretched, so that nothing of it is lost. */
const fitted = (image: RgbImage, side: number): RgbImage =>
  image.width === side && image.height === side
    ? image
    : resample(image, { width: side, height: side }, { method: "bilinear-antialias" });

function warningsOf(
  { name, size: side }: OneGraphCard,
  tokenizer: PromptTokenizer,
  { prompt, image, size: asked }: PaintRequest,
): string[] {
  const warnings = [...tokenizer(prompt).warnings];
  if (asked && (asked.width !== side || asked.height !== side))
    warnings.push(`${name} paints ${side}×${side}, whatever is asked for.`);
  const stretch = image ? Math.max(image.width / image.height, image.height / image.width) : 1;
  // A quarter is what a camera's 4:3 with a little off the sides comes to.
  if (stretch > 1.25)
    warnings.push(
      `${name} sees squares: the picture was stretched by ${stretch.toFixed(2)}, which bends directions and distances.`,
    );
  return warnings;
}

const noGraph = (path: string): GeneratorError =>
  new GeneratorError("unavailable", {
    ...{ argument: path, expected: "the graph that card.json names", got: "missing" },
    remedy: `put ${basename(path)} there, or name another under "graph"`,
  });
