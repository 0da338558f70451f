/** What is no picture is named as such by every codec, before anything is read of it. */

import { isPeelError } from "vision-peel";
import * as codecs from "vision-peel/codecs";
import { DepthMap, InstanceMap, LabelMap, NormalMap, RgbImage } from "vision-peel/image";
import { describe, expect, it } from "vitest";

const calls: [string, (value: never) => unknown, RegExp][] = [
  ["decodeDepth", (value) => codecs.decodeDepth(value), /^painted must be an RgbImage/],
  ["encodeDepth", (value) => codecs.encodeDepth(value), /^depth must be a DepthMap/],
  ["decodeNormals", (value) => codecs.decodeNormals(value), /^painted must be an RgbImage/],
  ["encodeNormals", (value) => codecs.encodeNormals(value), /^normals must be a NormalMap/],
  ["decodeSemantic", (value) => codecs.decodeSemantic(value, { a: "red" }), /^painted must be an RgbImage/],
  ["encodeSemantic", (value) => codecs.encodeSemantic(value, { a: "red" }), /^labels must be a LabelMap/],
  ["decodeReferring", (value) => codecs.decodeReferring(value, { a: "red" }), /^painted must be an RgbImage/],
];

describe.each(calls)("%s", (_, call, sentence) => {
  it.each([null, undefined, "x.png", 3, {}, [], { width: 2, height: 2, data: new Uint8Array(5) }])(
    "refuses %j in one sentence",
    (value) => {
      try {
        call(value as never);
        expect.unreachable();
      } catch (error) {
        expect(isPeelError(error, "argument")).toBe(true);
        expect((error as Error).message).toMatch(sentence);
      }
    },
  );
});

const picture = new RgbImage({ width: 1, height: 1, data: new Uint8Array(3) });
const depth = new DepthMap({ width: 1, height: 1, data: new Float32Array(1) });
const labels = new LabelMap({
  width: 1,
  height: 1,
  data: new Uint16Array(1),
  legend: [{ id: 1, name: "a" }],
});
const normals = new NormalMap({ width: 1, height: 1, data: Float32Array.of(0, 0, 1) });
const ids = new InstanceMap({ width: 1, height: 1, data: new Uint16Array(1) });
const mask = { name: "a", colour: "red", width: 1, height: 1, data: Uint8Array.of(1) };
const withOptions: [string, (options: never) => unknown, string, string][] = [
  ["decodeDepth", (o) => codecs.decodeDepth(picture, o), "maxResidul", "maxResidual"],
  ["encodeDepth", (o) => codecs.encodeDepth(depth, o), "lamda", "lambda"],
  ["depthCode", (o) => codecs.depthCode(o), "Lambda", "lambda"],
  ["a code", (o) => codecs.pathCode(o), "at-near", "atNear"],
  ["decodeNormals", (o) => codecs.decodeNormals(picture, o), "minlenght", "minLength"],
  ["encodeNormals", (o) => codecs.encodeNormals(normals, o), "dialekt", "dialect"],
  ["decodeSemantic", (o) => codecs.decodeSemantic(picture, { a: "red" }, o), "min_margin", "minMargin"],
  ["encodeSemantic", (o) => codecs.encodeSemantic(labels, { a: "red" }, o), "backgroud", "background"],
  ["parseLegend", (o) => codecs.parseLegend({ a: "red" }, o), "background_", "background"],
  ["designLegend", (o) => codecs.designLegend(["a"], o), "colorVision", "colourVision"],
  ["voteLabels", (o) => codecs.voteLabels([labels], o), "bymargin", "byMargin"],
  ["decodeReferring", (o) => codecs.decodeReferring(picture, { a: "red" }, o), "contain", "contains"],
  ["encodeReferring", (o) => codecs.encodeReferring([mask], o), "overlaps", "overlap"],
  ["decodeInstances", (o) => codecs.decodeInstances(picture, o), "neighbors", "neighbours"],
  ["encodeInstances", (o) => codecs.encodeInstances(ids, o), "colors", "colours"],
  ["corrupt", (o) => codecs.corrupt(picture, o), "drifts", "drift"],
];

describe.each(withOptions)("options of %s", (of, call, misspelt, meant) => {
  it("that are misspelt are refused, with the one that is meant", () => {
    const options = { [misspelt]: 1 };
    expect(() => call(options as never)).toThrow(`options of ${of} must be some of`);
    expect(() => call(options as never)).toThrow(`but is "${misspelt}": write ${meant}.`);
    expect(() => call({ bogus: 3 } as never)).toThrow('but is "bogus": leave it out.');
  });

  it.each([null, 7, []])("that are none, as %j, are refused in one sentence", (options) => {
    try {
      call(options as never);
      expect.unreachable();
    } catch (error) {
      expect(isPeelError(error, "argument"), String(error)).toBe(true);
      expect((error as Error).message).toContain(`options of ${of} must be an object`);
    }
  });
});

it("names what is wrong inside of a code", () => {
  expect(() => codecs.decodeDepth(picture, { code: null as never })).toThrow(
    /options of a code must be an object, but is null/,
  );
  const transform = { kind: "log", near: 1, far: 8, farr: 2 } as never;
  expect(() => codecs.pathCode({ transform })).toThrow(/options of the transform log .*"farr": write far/);
  expect(() => codecs.decodeDepth(picture, { lambda: -1 })).toThrow(/cube:power:lambda=-1,far=80/);
  expect(codecs.pathCode("cube:power:lambda=-1,far=80").metresOf(1)).toBe(80);
});
