/** What an output stores of a view is brought up to what its model is, whenever a notebook is saved. */
import { decodeDepth, encodeDepth } from "vision-peel";
import { DepthMap, RgbImage } from "vision-peel/image";
import { describe, expect, it } from "vitest";
import { layerOf, layersAt, planesToStore } from "../../widgets/dist/layers/given.js";
import { planeName } from "../../widgets/dist/layers/state.js";
import { refreshed } from "../../widgets/dist/shared/page/hosts/stored/refreshed.js";
import { unpackView } from "../../widgets/dist/shared/page/hosts/stored/unpack.js";
import { atFactor, factorBetween } from "../../widgets/dist/shared/stored/atFactor.js";
import { type StoredView, storedMime } from "../../widgets/dist/shared/stored/format.js";
import { packView } from "../../widgets/dist/shared/stored/pack.js";

const size = { width: 60, height: 41 };
const metres = (times: number) =>
  new DepthMap({ ...size, data: Float32Array.from({ length: 2460 }, (_, i) => times * (1 + i / 500)) });
const photo = new RgbImage({ ...size, data: Uint8Array.from({ length: 7380 }, (_, i) => (i * 7) % 256) });
const layersOf = (depth: DepthMap) => [layerOf("photo", photo, "photo"), layerOf("depth", depth, "depth")];
const widgetMime = "application/vnd.jupyter.widget-view+json";

/** What an output holds of a view of layers; `mostBytes` makes it a smaller copy. */
async function outputOf(layers: ReturnType<typeof layersOf>, controls: object, mostBytes?: number) {
  const view = {
    ...{ view: "StepView", version: "0.1.0", ...size, planes: planesToStore(layers) },
    stateAt: ({ width, height, factor }: { width: number; height: number; factor: number }) => ({
      ...atFactor(controls, factor),
      ...{ width, height, running: null },
      layers: layersAt(
        layers.map(({ state }) => state),
        factor,
      ),
    }),
  };
  const stored = await packView(view, mostBytes);
  return JSON.parse(JSON.stringify({ [storedMime]: stored, [widgetMime]: { model_id: "one" } }));
}

/** A model as a page has it: planes are DataViews. */
function modelOf(layers: ReturnType<typeof layersOf>, controls: object) {
  const planes = layers.map(({ data }, i) => [
    planeName(i),
    new DataView(data.buffer, data.byteOffset, data.byteLength),
  ]);
  const state: Record<string, unknown> = {
    ...{ _view_name: "StepView", ...size, running: { step: "painted", share: null } },
    ...controls,
    layers: layers.map(({ state: layer }) => layer),
    ...Object.fromEntries(planes),
  };
  return { get: (key: string) => state[key] };
}
const now = (output: object, model: object | undefined) =>
  refreshed(output as never, (id) => (id === "one" ? (model as never) : undefined));
const storedIn = (output: unknown) => (output as Record<string, StoredView>)[storedMime];
const controls = { step: "photo", cursor: null as object | null };

describe("an output at a save", () => {
  it("stays as it is, to the letter, where nothing has changed", async () => {
    const layers = layersOf(metres(1));
    const output = await outputOf(layers, controls);
    expect(now(output, modelOf(layers, controls))).toBeUndefined();
    expect(now(output, undefined)).toBeUndefined();
  });

  it("has the controls as they are, and never what was under way", async () => {
    const layers = layersOf(metres(1));
    const output = await outputOf(layers, controls);
    const news = now(output, modelOf(layers, { step: "decoded", cursor: { x: 9, y: 31 } }));
    expect(storedIn(news).state).toMatchObject({
      step: "decoded",
      cursor: { x: 9, y: 31 },
      running: null,
      ...size,
    });
    expect(storedIn(news).planes).toEqual(storedIn(output).planes);
  });

  it("never takes bytes for a control: a plane that its painting tells is not stored", async () => {
    const layers = layersOf(metres(1));
    const output = await outputOf(layers, { ...controls, depth: null });
    const model = modelOf(layers, { step: "decoded", depth: new DataView(new ArrayBuffer(8)) });
    expect(storedIn(now(output, model)).state).toMatchObject({ step: "decoded", depth: null });
  });

  it("has a plane that has changed, exactly, and keeps the others", async () => {
    const output = await outputOf(layersOf(metres(1)), controls);
    const other = metres(1.7);
    other.data.set([Infinity, Number.NaN], 5);
    const news = storedIn(now(output, modelOf(layersOf(other), controls)));
    const { plane1 } = unpackView(JSON.parse(JSON.stringify(news)));
    const bytes = plane1 as DataView;
    expect(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)).toEqual(
      Buffer.from(other.data.buffer),
    );
    expect(news.planes.plane0).toEqual(storedIn(output).planes.plane0);
  });

  it("has layers that came, and no plane of one that went", async () => {
    const [first, second] = layersOf(metres(1));
    const output = await outputOf([first, second], controls);
    const third = layerOf("more", encodeDepth(metres(2)), "painted");
    const more = storedIn(now(output, modelOf([first, second, third], controls)));
    expect(Object.keys(more.planes)).toEqual(["plane0", "plane1", "plane2"]);
    const fewer = storedIn(now({ ...output, [storedMime]: more }, modelOf([first], controls)));
    expect(Object.keys(fewer.planes)).toEqual(["plane0"]);
  });

  it("stays smaller where it was stored smaller: planes, places and sizes", async () => {
    const layers = layersOf(decodeDepth(encodeDepth(metres(1))));
    // No smaller size than 64 is made: so this one is larger.
    const large = { width: 400, height: 300 };
    const wide = new DepthMap({
      ...large,
      data: Float32Array.from({ length: 120_000 }, (_, i) => 1 + (i % 777)),
    });
    const layer = layerOf("depth", wide, "depth");
    const view = {
      ...{ view: "StepView", version: "0.1.0", ...large, planes: planesToStore([layer]) },
      stateAt: ({ width, height, factor }: { width: number; height: number; factor: number }) => ({
        ...{ step: "photo", cursor: null, width, height, layers: layersAt([layer.state], factor) },
      }),
    };
    const stored = await packView(view, 9_000);
    const factor = large.width / Number(stored.state.width);
    expect(factor).toBeGreaterThan(1.5);
    const output = { [storedMime]: stored, [widgetMime]: { model_id: "one" } };
    const same = modelOf([layer] as never, { step: "photo", cursor: null, ...large });
    expect(now(output, same)).toBeUndefined();
    const moved = now(output, modelOf([layer] as never, { cursor: { x: 399, y: 299 }, ...large }));
    expect(storedIn(moved).state.cursor).toEqual({
      x: Math.floor(399 / Math.round(factor)),
      y: Math.floor(299 / Math.round(factor)),
    });
    const news = storedIn(
      now(output, modelOf([{ ...layer, data: wide.data.map((m) => m + 1) }] as never, { ...large })),
    );
    expect(news.planes.plane0).toMatchObject({ width: stored.state.width, height: stored.state.height });
    expect(news.state.note).toBe(stored.state.note);
    expect(layers.length).toBe(2);
  });

  it("refreshes views inside a box", async () => {
    const layers = layersOf(metres(1));
    const child = await outputOf(layers, controls);
    const box = {
      [storedMime]: {
        format: 1,
        view: "BoxView",
        version: "0.1.0",
        state: { children: [child] },
        planes: {},
      },
      [widgetMime]: { model_id: "box" },
    };
    const news = now(box, modelOf(layers, { step: "decoded" }));
    const [inner] = storedIn(news).state.children as object[];
    expect(storedIn(inner).state.step).toBe("decoded");
  });
});

describe("a state for a smaller picture", () => {
  it("moves places and sizes, and nothing that is none", () => {
    const state = {
      cursor: { x: 9, y: 5 },
      patch: { x: 4, y: 6, width: 7, height: 3 },
      light: { x: 1, y: 0, z: 0 },
      viewpoint: { x: 1, y: 0, zoom: 2 },
      share: { x: 0.5, y: 0.25 },
      lines: [{ from: { x: 8, y: 8 }, to: { x: 3, y: 2 } }],
      ...{ smooth: 3, minArea: 9, near: 4, title: "x" },
    };
    expect(atFactor(state, 2)).toEqual({
      cursor: { x: 4, y: 2 },
      patch: { x: 2, y: 3, width: 4, height: 2 },
      light: { x: 1, y: 0, z: 0 },
      viewpoint: { x: 1, y: 0, zoom: 2 },
      share: { x: 0.5, y: 0.25 },
      lines: [{ from: { x: 4, y: 4 }, to: { x: 1, y: 1 } }],
      ...{ smooth: 2, minArea: 3, near: 4, title: "x" },
    });
    expect(atFactor(state, 1)).toBe(state);
  });

  it("knows its factor, and that there is none", () => {
    expect(factorBetween({ width: 10, height: 7 }, { width: 3, height: 2 })).toBe(4);
    expect(factorBetween({ width: 640, height: 480 }, { width: 640, height: 480 })).toBe(1);
    expect(factorBetween({ width: 640, height: 480 }, { width: 480, height: 640 })).toBeUndefined();
  });
});
