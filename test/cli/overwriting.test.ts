import { linkSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DepthMap, encodeDepth, InstanceMap, writeDepth, writeImage, writeLabels } from "vision-peel";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { peel } from "../support/peel.js";

const folder = mkdtempSync(join(tmpdir(), "peel-overwriting-"));
const file = (...names: string[]): string => join(folder, "work", ...names);
const before = new Map<string, string>();

beforeEach(async () => {
  rmSync(file(), { recursive: true, force: true });
  mkdirSync(file("out"), { recursive: true });
  const depth = new DepthMap({ width: 2, height: 2, data: Float32Array.of(1, 2, 3, 4) });
  await writeImage(encodeDepth(depth), file("a.png"));
  await writeImage(encodeDepth(depth), file("b.png"));
  await writeDepth(depth, file("metres.npy"));
  await writeLabels(
    new InstanceMap({ width: 2, height: 2, data: Uint16Array.of(0, 1, 1, 2) }),
    file("ids.png"),
  );
  symlinkSync("a.png", file("link.png"));
  linkSync(file("a.png"), file("twin.png"));
  for (const name of ["a.png", "b.png", "metres.npy", "ids.png"]) before.set(name, bytesOf(name));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const bytesOf = (name: string): string => readFileSync(file(name)).toString("base64");

/** It is refused before anything is read or written. */
async function expectRefusal(...args: string[]): Promise<void> {
  const { code, out, err } = await peel(...args);
  expect({ code, out }).toEqual({ code: 2, out: "" });
  expect(err).toMatch(
    /^-o must be another file than those that are read, but is ".*": give it another name\.\n$/,
  );
  for (const [name, bytes] of before) expect(bytesOf(name), name).toBe(bytes);
  expect(readdirSync(file("out"))).toEqual([]);
}

describe("-o that is a file which is read is refused", () => {
  it("by decode", async () => {
    await expectRefusal("decode", "depth", file("a.png"), "-o", file("a.png"));
    await expectRefusal("decode", "normals", file("a.png"), "-o", join(file(), "out", "..", "a.png"));
    await expectRefusal("decode", "instances", file("a.png"), "-o", file("link.png"));
    await expectRefusal("decode", "semantic", file("link.png"), "--legend", "a: red", "-o", file("a.png"));
    await expectRefusal("decode", "referring", file("a.png"), "--legend", "a: red", "-o", file("twin.png"));
  });

  it("by decode of several, before the first is begun", async () => {
    await expectRefusal("decode", "depth", file("?.png"), "-o", file("{name}.png"));
    // The last of them would be written over the first.
    await expectRefusal(
      "decode",
      "depth",
      file("b.png"),
      file("link.png"),
      file("twin.png"),
      "-o",
      file("{name}.png"),
    );
  });

  it("by decode, if it is the photo", async () => {
    await expectRefusal("decode", "depth", file("a.png"), "--source", file("b.png"), "-o", file("b.png"));
  });

  it("by encode", async () => {
    await expectRefusal("encode", "depth", file("metres.npy"), "-o", file("metres.npy"));
    await expectRefusal("encode", "instances", file("ids.png"), "-o", file("ids.png"));
    await expectRefusal(
      "encode",
      "semantic",
      file("ids.png"),
      "--legend",
      '{"a": "red", "b": "blue"}',
      "-o",
      file("ids.png"),
    );
    await expectRefusal(
      "encode",
      "referring",
      file("ids.png"),
      "--legend",
      '{"a": "red", "b": "blue"}',
      "-o",
      file("ids.png"),
    );
    await expectRefusal("encode", "normals", file("metres.npy"), "-o", file("metres.npy"));
  });

  it("by convert and cloud", async () => {
    await expectRefusal("convert", file("ids.png"), "-o", file("{name}.png"));
    await expectRefusal("convert", file("metres.npy"), file("a.png"), "-o", file("{name}.npy"));
    await expectRefusal("cloud", file("a.png"), "--photo", file("b.png"), "-o", file("b.png"));
  });
});
