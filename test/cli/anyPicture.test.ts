import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { encode } from "fast-png";
import { readDepth, readNormals } from "vision-peel";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { peel } from "../support/peel.js";

const folder = mkdtempSync(join(tmpdir(), "peel-any-cli-"));
const file = (name: string): string => join(folder, name);
afterAll(() => rmSync(folder, { recursive: true, force: true }));
beforeAll(() => {
  const values = Uint16Array.from({ length: 64 }, (_, i) => 1000 * i + 7);
  writeFileSync(file("grey16.png"), encode({ width: 8, height: 8, channels: 1, depth: 16, data: values }));
  const bytes = Uint8Array.from(values, (value) => value >> 8);
  writeFileSync(file("grey8.png"), encode({ width: 8, height: 8, channels: 1, depth: 8, data: bytes }));
  const up = Uint16Array.from({ length: 3 * 64 }, (_, i) => [32_768, 65_535, 32_768][i % 3]);
  writeFileSync(file("n16.png"), encode({ width: 8, height: 8, channels: 3, depth: 16, data: up }));
});

async function run(...args: string[]) {
  const { code, out, err } = await peel(...args, "--json");
  expect({ args, code, err }).toMatchObject({ code: 0 });
  return JSON.parse(out);
}

describe("peel and grey or 16-bit pictures", () => {
  it("decode depth reads grey of 16 bits at full precision, and grey of 8", async () => {
    const told = await run(
      "decode",
      "depth",
      file("grey16.png"),
      "--dialect",
      "marigold",
      "-o",
      file("d.npy"),
    );
    expect(told).toMatchObject({ dialect: "marigold", unit: "relative", offPathShare: 0 });
    const { data } = await readDepth(file("d.npy"));
    for (const [i, value] of data.entries()) expect(value).toBeCloseTo((1000 * i + 7) / 65_535, 7);
    for (const dialect of ["lotus", "lotus-disparity", "open-vision-banana"])
      expect(await run("decode", "depth", file("grey8.png"), "--dialect", dialect)).toMatchObject({
        dialect,
        warnings: [],
      });
  });

  it("decode depth says which dialects are grey where another was meant", async () => {
    const { warnings } = await run("decode", "depth", file("grey8.png"));
    expect(warnings).toEqual([
      expect.stringMatching(/does not look like a painted depth picture/),
      expect.stringMatching(/^It is grey: .*--dialect marigold, lotus/),
    ]);
  });

  it("decode and convert read normals of 16 bits", async () => {
    const told = await run("decode", "normals", file("n16.png"), "-o", file("n.npy"));
    expect(told.length.median).toBeCloseTo(1, 4);
    expect((await readNormals(file("n.npy"))).data[1]).toBeCloseTo(1, 4);
    expect(await run("convert", file("n16.png"), "--frame", "dsine", "-o", file("m.npy"))).toMatchObject({
      kind: "normals",
    });
    expect((await readNormals(file("m.npy"))).data[1]).toBeCloseTo(1, 4);
    expect(await run("convert", file("n16.png"), "-o", file("p.png"))).toMatchObject({
      kind: "picture",
      warnings: [expect.stringMatching(/16 bits/)],
    });
  });
});
