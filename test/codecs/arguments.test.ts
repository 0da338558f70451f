/** What is no picture is named as such by every codec, before anything is read of it. */

import { isPeelError } from "vision-peel";
import * as codecs from "vision-peel/codecs";
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
