/** Bundled into the page: whole states of views, with square pictures that are made there. */
import { compareDefaults } from "../../../widgets/dist/compare/state.js";
import { cubeDefaults } from "../../../widgets/dist/cube/state.js";
import { depthDefaults } from "../../../widgets/dist/depth/state.js";
import { errorDefaults } from "../../../widgets/dist/errors/state.js";
import type { LayerState } from "../../../widgets/dist/layers/state.js";
import { normalDefaults } from "../../../widgets/dist/normal/state.js";
import { pointDefaults } from "../../../widgets/dist/points/state.js";
import { roundTripDefaults } from "../../../widgets/dist/roundTrip/state.js";
import { segmentationDefaults } from "../../../widgets/dist/segmentation/state.js";
import type { ViewName } from "./viewNames.js";

type State = Record<string, unknown>;

/** Metres that grow downward, with hills. */
function depthOf(side: number, farther = 0): Float32Array {
  const depth = new Float32Array(side * side);
  for (let y = 0, i = 0; y < side; y++)
    for (let x = 0; x < side; x++, i++)
      depth[i] = 1 + farther + 4 * (y / side) + Math.sin(x / 37) * Math.cos(y / 53);
  return depth;
}

/** Every pixel another colour than its neighbours. */
function noiseOf(side: number): Uint8Array {
  const photo = new Uint8Array(3 * side * side);
  for (let i = 0; i < photo.length; i++) photo[i] = (i * 2654435761) >>> 24;
  return photo;
}

function normalsOf(side: number): Float32Array {
  const normals = new Float32Array(3 * side * side);
  for (let i = 0; i < side * side; i++) {
    const x = 0.7 * Math.sin((i % side) / 37);
    const y = 0.7 * Math.cos(i / side / 53);
    normals.set([x, y, Math.sqrt(1 - x * x - y * y)], 3 * i);
  }
  return normals;
}

function tilesOf(side: number): State {
  const ids = new Uint16Array(side * side);
  const tile = side / 8;
  for (let i = 0; i < ids.length; i++)
    ids[i] = 1 + 8 * Math.floor(i / side / tile) + Math.floor((i % side) / tile);
  const regions = Array.from({ length: 64 }, (_, k) => ({
    id: k + 1,
    name: `thing ${k + 1}`,
    colour: [(k * 83) % 256, (k * 47) % 256, (k * 151) % 256],
  }));
  return { ids, regions };
}

function errorsOf(side: number): Float32Array {
  const errors = new Float32Array(side * side);
  for (let i = 0; i < errors.length; i++) errors[i] = 0.5 * Math.sin(i / 97);
  return errors;
}

const metres = (title: string) => ({ kind: "depth", title }) as const;
const signed = { colours: "signed", most: 0.5, unit: "m", decimals: 3 } as const;

function layered(side: number, layers: readonly [Partial<LayerState>, ArrayBufferView][]): State {
  return {
    layers: layers.map(([layer]) => ({ ...layer, width: side, height: side })),
    ...Object.fromEntries(layers.map(([, plane], i) => [`plane${i}`, plane])),
    cursorLink: null,
  };
}

const states: Readonly<Record<ViewName, (side: number) => State>> = {
  DepthView: (side) => ({
    ...{ ...depthDefaults, depth: depthOf(side), photo: noiseOf(side) },
    ...{ painted: null, residual: null, truth: null },
  }),
  NormalView: (side) => ({
    ...{ ...normalDefaults, normals: normalsOf(side), photo: noiseOf(side), fieldOfView: 60 },
    ...{ painted: null, residual: null, truth: null, depth: null },
  }),
  SegmentationView: (side) => ({
    ...{ ...segmentationDefaults, ...tilesOf(side), photo: noiseOf(side), areInstances: false },
    ...{ margin: null, painted: null, truth: null },
  }),
  CompareView: (side) => ({
    ...compareDefaults,
    ...layered(side, [
      [metres("first"), depthOf(side)],
      [metres("second"), depthOf(side, 0.2)],
    ]),
    ...{ first: "first", second: "second" },
  }),
  ErrorView: (side) => ({
    ...errorDefaults,
    ...layered(side, [
      [metres("prediction"), depthOf(side)],
      [metres("truth"), depthOf(side, 0.2)],
      [{ kind: "values", title: "error", scale: signed }, errorsOf(side)],
    ]),
    ...{ tables: [], worst: [], counts: [1, 2, 3], binsFrom: "0", binsTo: "1" },
  }),
  CodeCubeView: (side) => ({
    ...{ ...cubeDefaults, code: "depth", regions: [] },
    ...layered(side, [[{ kind: "rgb", title: "painted" }, noiseOf(side)]]),
  }),
  RoundTripView: (side) => ({
    ...roundTripDefaults,
    ...layered(side, [[metres("truth"), depthOf(side)]]),
  }),
  PointCloudView: (side) => ({
    ...{ ...pointDefaults, depth: depthOf(side), photo: noiseOf(side) },
    ...{ painted: null, residual: null, truth: null },
  }),
};

export const stateOf = (view: ViewName, side: number): State => ({
  ...states[view](side),
  ...{ width: side, height: side, _view_name: view },
});
