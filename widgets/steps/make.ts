/** A task's result, taken apart into its steps. */
import { type DecodeInstancesOptions, INSTANCE_FATES, traceInstances } from "vision-peel/codecs";
import { alignToSource, InstanceMap, LabelMap, type NormalMap } from "vision-peel/image";
import type { DepthResult, InstanceResult, NormalResult, RegionResult } from "vision-peel/tasks";
import { measure } from "../errors/measure.js";
import type { ScoreTable, WorstBlock } from "../errors/state.js";
import { layerOf } from "../layers/given.js";
import type { Layer } from "../layers/source.js";
import type { ValueScale } from "../layers/state.js";
import { factsOf, paintedInWords, promptInWords } from "./facts.js";
import { optionsOf, type StepTask } from "./options.js";
import type { DecodeOption, Explains, StepName, StepRecord } from "./state.js";

export type StepResult = DepthResult | NormalResult | RegionResult | InstanceResult;

/** Everything that a StepView shows of a result. */
export interface Made {
  readonly steps: readonly Omit<StepRecord, "runs">[];
  readonly layers: readonly Layer[];
  readonly prompt: string;
  readonly seed: number | null;
  readonly options: readonly DecodeOption[];
  readonly explains: Explains;
  readonly tables: readonly ScoreTable[];
  readonly worst: readonly WorstBlock[];
}

/** The map of a result, whatever it is of. */
const mapOf = (result: StepResult) =>
  "depth" in result
    ? result.depth
    : "normals" in result
      ? result.normals
      : "labels" in result
        ? result.labels
        : result.instances;

function taskOf(result: StepResult): StepTask {
  if ("depth" in result) return "depth";
  if ("normals" in result) return "normals";
  if ("instances" in result) return "instances";
  return "masks" in result ? "referring" : "semantic";
}

const levelScale: ValueScale = { colours: "heat", most: 64, unit: "levels", decimals: 1 };

/** @param truth of the result's kind, on the photo's grid; undefined where nobody knows it */
export function makeSteps(result: StepResult, truth: unknown): Made {
  const task = taskOf(result);
  const map = mapOf(result);
  const measured = truth === undefined ? undefined : measure(map, truth);
  const decoded = [...instanceSteps(result), layerOf("result", map, task === "depth" ? "depth" : task)];
  const { residual } = map;
  const { width, height } = map;
  if (residual)
    decoded.push({
      state: { kind: "values", title: "residual", width, height, scale: levelScale },
      data: residual,
    });
  const margin = "margin" in map ? (map.margin as Float32Array | undefined) : undefined;
  if (margin)
    decoded.push({
      state: { kind: "values", title: "margin", width, height, scale: { ...levelScale, most: 200 } },
      data: margin,
    });
  const pictures: Record<StepName, readonly Layer[]> = {
    photo: [layerOf("photo", result.photo, "photo")],
    prompt: [],
    painted: [layerOf("painted", result.paintedOnPhoto, "painted")],
    decoded,
    scored: measured ? [titled(measured.error, "error"), titled(measured.truth, "truth")] : [],
  };
  const { seed } = result.painted.provenance ?? {};
  const { photo } = result;
  const head = measured?.tables[0];
  const words: Record<StepName, string> = {
    photo: `${photo.width} × ${photo.height}`,
    prompt: promptInWords(result.prompt),
    painted: paintedInWords(result),
    // Without size and memory, and without the little histogram.
    decoded: String(map)
      .replace(/^\w+\[[^\]]*\] \w+ \([^)]*\) /, "")
      .replace(/ \|[^|]*\| /, " to "),
    scored: head ? `${head.head[1]} ${head.rows[0][1]}` : "no truth",
  };
  const titles: Record<StepName, string> = {
    ...{ photo: "Photo", prompt: "Prompt", painted: "Painted", decoded: "Decoded", scored: "Scored" },
  };
  const names = Object.keys(pictures) as StepName[];
  return {
    steps: names.map((name) => ({
      ...{ name, title: titles[name], words: words[name] },
      layers: pictures[name].map(({ state }) => state.title),
      facts: factsOf(name, result),
    })),
    layers: names.flatMap((name) => pictures[name]),
    prompt: result.prompt,
    seed: typeof seed === "number" ? seed : null,
    options: optionsOf(task, result.decoding as Record<string, unknown>),
    explains: explainsOf(task, result, map),
    tables: measured?.tables ?? [],
    worst: measured?.worst ?? [],
  };
}

const titled = ({ state, data }: Layer, title: string): Layer => ({ state: { ...state, title }, data });

function explainsOf(task: StepTask, result: StepResult, map: ReturnType<typeof mapOf>): Explains {
  const { dialect = "vision-banana", code } = (map.provenance ?? {}) as { dialect?: string; code?: unknown };
  const isPapers = dialect === "vision-banana";
  if (task === "depth") {
    const { lambda = -3, c = 10 / 3 } = result.decoding as { lambda?: number; c?: number };
    const isWalk = isPapers && !("code" in result.decoding && code !== undefined);
    return isWalk ? { kind: "walk", lambda, c } : { kind: "other", dialect };
  }
  if (task === "normals") return isPapers ? { kind: "normals" } : { kind: "other", dialect };
  if (task === "instances") {
    const { background = [0, 0, 0], tolerance = 14 } = (map.provenance ?? {}) as {
      background?: readonly [number, number, number];
      tolerance?: number;
    };
    return { kind: "instances", background, tolerance };
  }
  const { state } = layerOf("labels", map, "labels");
  return { kind: "legend", regions: (state.regions ?? []).filter(({ id }) => id !== 65_535) };
}

const FATES = [
  [70, 160, 80],
  [40, 40, 46],
  [230, 150, 40],
  [200, 60, 70],
] as const;

const GROUND = [
  [40, 40, 46],
  [190, 200, 215],
] as const;

/** Appendix A one step after another: what is background, what flood fill finds, what pruning drops. */
function instanceSteps(result: StepResult): Layer[] {
  if (!("instances" in result) || !result.decoded) return [];
  const { painted, alignment, decoded } = result;
  const decoding = result.decoding as Partial<DecodeInstancesOptions>;
  const { background, dialect } = (decoded.provenance ?? {}) as {
    background?: readonly [number, number, number];
    dialect?: string;
  };
  const trace = traceInstances(painted, {
    ...decoding,
    ...(background && { background }),
    ...(dialect && { dialect }),
  });
  const size = { width: trace.width, height: trace.height };
  const onPhoto = <Map extends LabelMap | InstanceMap | NormalMap>(map: Map): Map =>
    alignToSource(map as never, alignment) as Map;
  const fates = new LabelMap({
    ...size,
    data: Uint16Array.from(trace.fates),
    legend: INSTANCE_FATES.map((name, id) => ({ id, name, colour: FATES[id] })),
  });
  const components = new InstanceMap({ ...size, data: trace.components });
  const isGround = new LabelMap({
    ...size,
    data: Uint16Array.from(trace.fates, (fate) => Number(INSTANCE_FATES[fate] !== "background")),
    legend: ["background", "painted things"].map((name, id) => ({ id, name, colour: GROUND[id] })),
  });
  // In the order of the appendix; merging gives the result.
  return [
    layerOf("background", onPhoto(isGround), "background"),
    layerOf("components", onPhoto(components), "flood fill"),
    layerOf("fates", onPhoto(fates), "pruning"),
  ];
}
