/** What a cell may give as a picture, and the layer that it becomes. */
import type { DepthMap, InstanceMap, LabelMap, NormalMap, RgbImage } from "vision-peel/image";
import type { DepthResult, InstanceResult, NormalResult, RegionResult } from "vision-peel/tasks";
import { regionsOf } from "../segmentation/regions.js";
import { describeGiven, refuse } from "../shared/checks.js";
import type { PlaneToStore } from "../shared/stored/pack.js";
import type { Layer } from "./source.js";
import { type LayeredState, type LayerState, type PlaneName, planeName, planeOf } from "./state.js";

/** A value that can be looked at. */
export type Viewable =
  | RgbImage
  | DepthMap
  | NormalMap
  | LabelMap
  | InstanceMap
  | DepthResult
  | NormalResult
  | RegionResult
  | InstanceResult;

/** What a task's result is looked at as: what was decoded. */
export function mapOf(value: unknown): unknown {
  const result = (value ?? {}) as Record<string, unknown>;
  // A map of things has `instances`, too: its records.
  if (!result.photo || !result.painted) return value;
  return result.depth ?? result.normals ?? result.labels ?? result.instances ?? value;
}

/**
 * By its shape, not instanceof: cells may run in a realm of their own.
 *
 * @throws ArgumentError unless the value is a picture, a map or a task's result
 */
export function layerOf(argument: string, value: unknown, title: string): Layer {
  const map = (mapOf(value) ?? {}) as { width?: number; height?: number; data?: unknown };
  const { width = 0, height = 0, data } = map;
  const type = ArrayBuffer.isView(data) ? data.constructor.name : "";
  const perPixel = ArrayBuffer.isView(data) ? (data as Uint8Array).length / (width * height) : 0;
  const size = { title, width, height };
  if (type === "Uint8Array" && perPixel === 3)
    return { state: { kind: "rgb", ...size }, data: data as never };
  if (type === "Float32Array" && perPixel === 1)
    return { state: { kind: "depth", ...size }, data: data as never };
  if (type === "Float32Array" && perPixel === 3)
    return { state: { kind: "normals", ...size }, data: data as never };
  if (type === "Uint16Array" && perPixel === 1) {
    const regions = regionsOf(map as unknown as LabelMap).map(({ id, name, colour }) => ({
      id,
      name,
      colour,
    }));
    return { state: { kind: "labels", ...size, regions }, data: data as never };
  }
  return refuse(
    argument,
    "an RgbImage, DepthMap, NormalMap, LabelMap, InstanceMap or a task's result",
    value,
    "read a file with readImage(path), decode a painting, or pass what estimateDepth(photo) gives",
  );
}

/**
 * Shapes may differ a little, as generators round their sides to multiples of 16; beyond this they are other pictures.
 */
const MOST_STRETCH = 1.05;

/**
 * What layers of about one shape are seen on: the grid of the largest.
 *
 * @throws ArgumentError where shapes differ too much to lie over each other
 */
export function gridOf(argument: string, layers: readonly Layer[]): { width: number; height: number } {
  const [grid] = layers.map(({ state }) => state).sort((a, b) => b.width * b.height - a.width * a.height);
  for (const { state } of layers) {
    const stretch = (state.width * grid.height) / (state.height * grid.width);
    if (Math.max(stretch, 1 / stretch) <= MOST_STRETCH) continue;
    refuse(
      argument,
      `pictures of one shape, as "${grid.title}" of ${grid.width} × ${grid.height} pixels`,
      state,
      "bring them to one grid with alignToSource, or show them one by one",
      `"${state.title}" of ${state.width} × ${state.height}`,
    );
  }
  return { width: grid.width, height: grid.height };
}

/** What a note says of layers that are not of the grid's size; undefined where all are. */
export function noteOfSizes(
  layers: readonly Layer[],
  grid: { width: number; height: number },
): string | undefined {
  const others = layers
    .map(({ state }) => state)
    .filter(({ width, height }) => width !== grid.width || height !== grid.height);
  if (others.length === 0) return undefined;
  const list = others.map(({ title, width, height }) => `${title} is of ${width} × ${height}`).join(", ");
  return `Shown over ${grid.width} × ${grid.height} pixels; ${list}: every pixel as the nearest of its own.`;
}

/** @throws ArgumentError unless all titles are texts and no two are alike */
export function checkTitles(
  argument: string,
  titles: readonly unknown[],
): asserts titles is readonly string[] {
  for (const [i, title] of titles.entries()) {
    if (typeof title === "string" && title.trim() !== "" && titles.indexOf(title) === i) continue;
    refuse(
      argument,
      "a name for each picture, no two alike",
      title,
      'as in "ground truth"',
      describeGiven(title),
    );
  }
}

/** The part of a state that layers take, with their planes. */
export function stateOfLayers(
  layers: readonly Layer[],
  grid: { width: number; height: number },
): LayeredState {
  return {
    ...grid,
    layers: layers.map(({ state }) => state),
    ...(Object.fromEntries(layers.map(({ data }, i) => [planeName(i), data])) as Record<
      PlaneName,
      Uint8Array
    >),
  };
}

/** The planes of layers, to be kept in a notebook: codes are not blended, so nothing is. */
export const planesToStore = (layers: readonly Layer[]): Record<PlaneName, PlaneToStore> =>
  Object.fromEntries(
    layers.map(({ state, data }, i) => [
      planeName(i),
      {
        data,
        channels: planeOf[state.kind].channels,
        shrinks: "nearest",
        width: state.width,
        height: state.height,
      },
    ]),
  );

/** Layers that are kept `factor` times smaller. */
export const layersAt = (layers: readonly LayerState[], factor: number): LayerState[] =>
  layers.map((layer) => ({
    ...layer,
    width: Math.ceil(layer.width / factor),
    height: Math.ceil(layer.height / factor),
  }));
