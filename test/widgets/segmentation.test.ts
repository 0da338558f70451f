import { corrupt, decodeSemantic, LabelMap } from "vision-peel";
import { describe, expect, it } from "vitest";
import { agreementOf } from "../../widgets/dist/segmentation/agreement.js";
import { checkControls } from "../../widgets/dist/segmentation/checks.js";
import { countIds, patternOf, styleTable } from "../../widgets/dist/segmentation/colours.js";
import { blurWords } from "../../widgets/dist/segmentation/draw/blur.js";
import { drawSegmentation } from "../../widgets/dist/segmentation/draw/still.js";
import { picturesOf } from "../../widgets/dist/segmentation/page/pictures.js";
import { isOnLine, lineWord } from "../../widgets/dist/segmentation/patterns.js";
import { regionsOf } from "../../widgets/dist/segmentation/regions.js";
import { shownIds } from "../../widgets/dist/segmentation/shownIds.js";
import { segmentationDefaults, VOID_ID } from "../../widgets/dist/segmentation/state.js";
import { segmentationToStore } from "../../widgets/dist/segmentation/store.js";
import { unpackView } from "../../widgets/dist/shared/page/hosts/stored/unpack.js";
import { frameBox } from "../../widgets/dist/shared/page/stage/viewport.js";
import { packView } from "../../widgets/dist/shared/stored/pack.js";
import { height, idOf, labels, painted, photo, state, trueIds, width } from "./segmentationScene.js";

const frame = { width, height, left: 0, top: 0, scale: 1 };
const pictures = {
  ...{ width, height, ids: labels.data, margin: labels.margin, photo: photo.data },
  truth: trueIds,
};
const draw = (how: object) => {
  const pixels = drawSegmentation(pictures, state.regions, { ...segmentationDefaults, ...how }, frame);
  return (x: number, y: number) => pixels[y * width + x];
};
const GREY = 0xff646464;
const RED = 0xff0000ff;
const [chair, wall, background] = ["chair", "wall", "background"].map(idOf);

describe("regions as pixels", () => {
  it("S1 opacity 0 is the photo, 1 the legend's colour, a half their mean", () => {
    expect(draw({ opacity: 0 })(60, 30)).toBe(GREY);
    expect(draw({ opacity: 1 })(60, 30)).toBe(RED);
    expect(draw({ opacity: 0.5 })(60, 30)).toBe(0xff3232b2);
  });
  it("S4 contours are as thick as asked, within the region", () => {
    const at = draw({ opacity: 1, drawing: "contour", thickness: 3 });
    expect([50, 52, 53].map((x) => at(x, 30))).toEqual([RED, RED, GREY]);
    const both = draw({ opacity: 0, drawing: "both", thickness: 1 });
    expect([both(50, 30), both(60, 30)]).toEqual([RED, GREY]);
  });
  it("S6 pixels under the margin are hatched while they are marked, or left unknown", () => {
    const assigned = draw({ opacity: 1, minMargin: 442, ambiguous: "assigned" });
    expect(assigned(60, 30)).toBe(RED);
    const marked = draw({ opacity: 1, minMargin: 442, ambiguous: "marked" });
    const unknown = draw({ opacity: 1, minMargin: 442, ambiguous: "unknown" });
    const row = [0, 1, 2, 3, 4, 5, 6, 7];
    expect(new Set(row.map((x) => marked(60 + x, 30)))).toEqual(new Set([0xffffffff, 0xff303030]));
    expect(new Set(row.map((x) => unknown(60 + x, 30)))).toEqual(new Set([0xffffffff, 0xff202020]));
  });
  it("S6 what is left unknown has the id of what was rejected; decoding as strictly says the same", () => {
    const noisy = corrupt(painted, { seed: 3 });
    const legend = { wall: "rgb(0, 0, 255)", chair: "rgb(255, 0, 0)", background: "rgb(0, 255, 0)" };
    const loose = decodeSemantic(noisy, legend);
    const strict = decodeSemantic(noisy, legend, { minMargin: 250 });
    const decoded = { width, height, ids: loose.data, margin: loose.margin };
    const controls = { ...segmentationDefaults, minMargin: 250 };
    expect(shownIds(decoded, { ...controls, ambiguous: "unknown" })).toEqual(strict.data);
    expect(shownIds(decoded, { ...controls, ambiguous: "assigned" })).toBe(loose.data);
    expect(regionsOf(loose).at(-1)).toMatchObject({ id: 65_535, name: "unknown" });
  });
  it("S7 cleans up what is shown and keeps what was decoded", () => {
    const ids = labels.data.slice();
    ids[30 * width + 60] = wall;
    const before = ids.slice();
    const cleaned = shownIds({ width, height, ids }, { ...segmentationDefaults, minArea: 2 });
    expect(cleaned).toEqual(labels.data);
    expect(ids).toEqual(before);
  });
  it("S8 tells hits, false alarms, misses and mix-ups of what is seen", () => {
    const seen = new Uint8Array(65_536);
    seen.set([0, 1, 1]);
    const of = (predicted: number, truth: number) => agreementOf(predicted, truth, seen);
    expect([of(1, 1), of(1, 0), of(0, 1), of(1, 2), of(0, 0)]).toEqual([1, 2, 3, 4, 0]);
    // Void is not scored; unknown is a miss, not a mix-up.
    expect([of(1, VOID_ID), of(65_535, 1)]).toEqual([0, 3]);
    const at = draw({ opacity: 1, overlay: "agreement", isolated: [chair] });
    expect(at(60, 30)).toBe(0xffb27200);
    expect(at(20, 30)).toBe(GREY);
    const both = draw({ opacity: 1, overlay: "agreement" });
    expect(new Set([48, 68].map((x) => both(x, 24)))).toEqual(new Set([0xffa779cc, 0xff202020]));
    const only = draw({ opacity: 1, confusion: { truth: chair, predicted: background } });
    expect([only(48, 30), only(60, 30), only(20, 30)]).toEqual([0xff00ff00, GREY, GREY]);
  });
  it("S8 the swipe shows the truth at its right, or the bare picture", () => {
    const at = draw({ opacity: 1, swipe: 0.5 });
    expect([at(20, 30), at(49, 30), at(69, 30)]).toEqual([0xffff0000, RED, 0xff00ff00]);
    expect(draw({ opacity: 1, swipe: 1 })(69, 30)).toBe(RED);
  });
  it("S9 patterns begin where a palette begins again, and lines are seen on any colour", () => {
    const many = Array.from({ length: 20 }, (_, id) => ({ id, name: `${id}`, colour: [id, 0, 0] as const }));
    const how = { palette: "okabeIto", hatching: true } as const;
    expect([0, 7, 8, 16].map((place) => patternOf(many[place], place, how))).toEqual([0, 0, 1, 2]);
    expect(patternOf(many[8], 8, { ...how, hatching: false })).toBe(0);
    expect([lineWord(0xffffffff), lineWord(0xff000000)]).toEqual([0xff202020, 0xffffffff]);
    for (const pattern of [1, 2, 3, 4]) {
      const lines = Array.from({ length: 1600 }, (_, i) => isOnLine(pattern, i % 40, Math.floor(i / 40)));
      const share = lines.filter(Boolean).length / lines.length;
      expect(share).toBeGreaterThan(0.08);
      expect(share).toBeLessThan(0.4);
    }
  });
  it("S10 dims, blurs or cuts away what is not seen", () => {
    const how = { opacity: 0, isolated: [chair] };
    const of = (surroundings: string) => {
      const at = draw({ ...how, surroundings });
      return [at(60, 30), at(20, 30)];
    };
    expect(of("shown")).toEqual([GREY, GREY]);
    expect(of("dimmed")).toEqual([GREY, 0xff191919]);
    expect(of("blurred")).toEqual([GREY, GREY]);
    expect(of("hidden")).toEqual([GREY, 0]);
  });
  it("S10 blurring keeps a flat picture and spreads a point, without what lies beside", () => {
    const flat = new Uint32Array(400).fill(0xff806040);
    expect(blurWords(flat, 20, 20, 3)).toEqual(flat);
    const point = new Uint32Array(441).fill(0xff000000);
    point[220] = 0xff0000ff;
    const soft = blurWords(point, 21, 21, 2);
    const reds = Array.from({ length: 21 }, (_, x) => soft[210 + x] & 255);
    expect(reds).toEqual([...reds].reverse());
    expect(reds[10]).toBe(Math.max(...reds));
    expect(reds.slice(0, 3)).toEqual([0, 0, 0]);
    const half = Uint32Array.from({ length: 100 }, (_, i) => (i % 10 < 5 ? 0xff0000c8 : 0));
    const beside = blurWords(half, 10, 10, 2);
    expect([beside[44], beside[45]]).toEqual([0xff0000c8, 0]);
  });
  it("S11 colours by one table, whatever the number of regions", () => {
    const how = { palette: "okabeIto", hatching: true, hidden: [], isolated: [chair] } as const;
    const { words } = styleTable(state.regions, how);
    expect(words.filter((word) => word !== 0)).toHaveLength(1);
    expect(countIds(labels.data)[chair]).toBe(400);
  });
  it("S5 a box is framed whole, with room around it, inside the picture", () => {
    const [picture, stage] = [
      { width: 1000, height: 1000 },
      { width: 500, height: 500 },
    ];
    const view = frameBox({ x: 400, y: 400, width: 30, height: 20 }, picture, stage);
    expect(view.scale).toBeCloseTo(10, 6);
    expect(view.left + stage.width / view.scale / 2).toBeCloseTo(415, 6);
    expect(frameBox({ x: 0, y: 0, width: 30, height: 20 }, picture, stage)).toMatchObject({
      left: 0,
      top: 0,
    });
  });
  it("refuses what a control cannot take, by name", () => {
    const check = (changes: object) => () => checkControls(changes, state as never);
    expect(check({ opacity: 1.5 })).toThrow(/opacity/);
    expect(check({ isolated: [999] })).toThrow(/isolated/);
    expect(check({ drawing: "dots" })).toThrow(/drawing/);
    expect(check({ cursor: { x: 80, y: 0 } })).toThrow(/cursor/);
    expect(check({ minArea: 0.5 })).toThrow(/minArea/);
    expect(check({ instance: { x: -1, y: 0 } })).toThrow(/instance/);
    expect(check({ hatching: "yes" })).toThrow(/hatching/);
    expect(check({ confusion: { truth: 1, predicted: 999 } })).toThrow(/confusion/);
    expect(() => checkControls({ overlay: "truth" }, { ...state, truth: null } as never)).toThrow(
      /pass a truth/,
    );
    expect(check({ opacity: 0, hidden: [chair], overlay: "agreement" })()).toBeTruthy();
  });
  it("keeps the state smaller where the picture is", () => {
    const shown = { width, height, map: labels, painted: undefined, photo: undefined };
    const rest = { truth: trueIds, regions: state.regions, areInstances: false, prompt: "a chair" };
    const controls = { ...segmentationDefaults, minArea: 40, band: 3, instance: { x: 61, y: 31 } };
    const stored = segmentationToStore({ ...shown, ...rest }, controls);
    expect(Object.keys(stored.planes)).toEqual(["ids", "margin", "truth"]);
    expect(stored.stateAt({ width: 40, height: 30, factor: 2 })).toMatchObject({
      ...{ minArea: 10, band: 2, instance: { x: 30, y: 15 }, prompt: "a chair", truth: null },
    });
  });
});

describe("a view that is kept", () => {
  const shown = { width, height, map: labels, photo: undefined, truth: undefined };
  const rest = { regions: state.regions, areInstances: false, prompt: null };
  it("does not keep ids and margins that its painting says, and has every one of them again", async () => {
    const noisy = corrupt(painted, { seed: 2 });
    const decoded = decodeSemantic(noisy, {
      ...{ wall: "rgb(0, 0, 255)", chair: "rgb(255, 0, 0)", background: "rgb(0, 255, 0)" },
    });
    const toStore = segmentationToStore(
      { ...shown, ...rest, map: decoded, painted: noisy },
      segmentationDefaults,
    );
    expect(Object.keys(toStore.planes)).toEqual(["painted"]);
    const model = unpackView(JSON.parse(JSON.stringify(await packView(toStore))));
    const again = picturesOf({ get: (key: string) => model[key] } as never);
    expect(again.ids).toEqual(decoded.data);
    expect(again.margin).toEqual(decoded.margin);
  });
  it("keeps ids that its painting does not say", () => {
    const data = labels.data.slice();
    data[7] = chair;
    const other = new LabelMap({ ...labels, data });
    const toStore = segmentationToStore({ ...shown, ...rest, map: other, painted }, segmentationDefaults);
    expect(Object.keys(toStore.planes)).toEqual(["ids", "margin", "painted"]);
    // Nor by a legend that nothing can be decoded by.
    const alike = new LabelMap({
      ...labels,
      legend: [0, 1].map((id) => ({ id, name: `${id}`, colour: [1, 2, 3] })),
    });
    const kept = segmentationToStore({ ...shown, ...rest, map: alike, painted }, segmentationDefaults);
    expect(Object.keys(kept.planes)).toContain("ids");
  });
});
