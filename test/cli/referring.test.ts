import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { maskArea, maskBox, RgbImage, readImage, readLabels, writeImage } from "vision-peel";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { peel } from "../support/peel.js";
import { sharedPath, skipsWithout } from "../support/sharedData.js";

const folder = mkdtempSync(join(tmpdir(), "peel-referring-"));
const file = (name: string) => join(folder, name);
const json = '{"the stretching cat": "#00ff00", "the other cat": <0, 255, 255>}';
const prompt = "The stretching cat is rendered in green, the other cat is in cyan.";
beforeAll(async () => {
  const colours = [
    [0, 0, 0],
    [3, 250, 1],
    [0, 255, 0],
    [4, 251, 252],
    [90, 40, 40],
    [0, 128, 128],
  ];
  const data = Uint8Array.from(colours.flat());
  await writeImage(new RgbImage({ width: 3, height: 2, data }), file("painted.png"));
  writeFileSync(file("legend.json"), json);
  writeFileSync(file("prompt.txt"), prompt);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const decode = (...more: string[]) => peel("decode", "referring", file("painted.png"), ...more);

describe("peel decode referring", () => {
  it("prints a table, and how many pixels were undecided", async () => {
    const { code, out, err } = await decode("--legend", json);
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(out).toMatch(/^id {2}expression +colour +pixels +share +box x y w h$/m);
    expect(out).toMatch(/^ 1 {2}the stretching cat +0 255 0 +2 +33\.33 % +1 0 2 1$/m);
    expect(out).toMatch(/^ 2 {2}the other cat +0 255 255 +2 +33\.33 % +0 1 3 1$/m);
  });

  it("takes the legend from text or a file, as JSON or as a prompt", async () => {
    for (const legend of [json, prompt, file("legend.json"), file("prompt.txt")]) {
      const { out } = await decode("--legend", legend, "--json");
      const { expressions } = JSON.parse(out);
      expect(expressions.map(({ area }: { area: number }) => area)).toEqual([2, 2]);
    }
  });

  it("prints one JSON object, with masks where asked for", async () => {
    const { out } = await decode("--legend", json, "--json", "--masks");
    expect(out.trim().split("\n")).toHaveLength(1);
    const { width, height, ties, expressions } = JSON.parse(out);
    expect({ width, height, ties }).toEqual({ width: 3, height: 2, ties: 0 });
    expect(maskArea(expressions[0].mask)).toBe(2);
    expect(expressions[0]).toMatchObject({ id: 1, name: "the stretching cat", colour: [0, 255, 0] });
    expect(expressions[0].meanResidual).toBeCloseTo(Math.sqrt(9 + 25 + 1) / 2, 5);
  });

  it("follows rules for background and rejection", async () => {
    const areas = async (...more: string[]) =>
      JSON.parse((await decode("--legend", json, "--json", ...more)).out).expressions.map(
        ({ area }: { area: number }) => area,
      );
    expect(await areas("--background", "none")).toEqual([4, 2]);
    expect(await areas("--background", "(90, 40, 40)")).toEqual([2, 1]);
    expect(await areas("--max-residual", "7")).toEqual([2, 1]);
  });

  it.each([
    [[], /--legend must be given/],
    [["--legend", "{}"], /legend must be at least one class/],
    [["--legend", "none.json"], /none\.json must be a readable legend, but is missing/],
    [["--legend", '{"a": "reddish"}'], /legend\["a"\] must be a colour/],
    [["--legend", '{"a": "red", "b": "#f00"}'], /a different colour/],
    [["--legend", '{"a": "red"}', "--background", "blackish"], /background must be a colour/],
    [["--legend", '{"a": "red"}', "--max-residual=-1"], /maxResidual/],
  ])("explains %j in one sentence, with exit code 2", async (more, message) => {
    const { code, out, err } = await decode(...more);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toMatch(message);
    expect(err.trim().split("\n")).toHaveLength(1);
  });

  it.skipIf(skipsWithout("data/vision_banana"))("counts the two men of the published output", async () => {
    const { out } = await peel(
      ...["decode", "referring", sharedPath("data/vision_banana/refseg1_pred.png"), "--json", "--legend"],
      "The area that corresponds to the man in pink t shirt is rendered solid white; the other man is rendered in green.",
    );
    const { expressions } = JSON.parse(out);
    expect(expressions.map(({ area }: { area: number }) => area)).toEqual([3205, 3071]);
  });

  it.skipIf(skipsWithout("data/vision_banana"))("puts masks on the photo's grid", async () => {
    const folderOf = (name: string) => sharedPath(`data/vision_banana/${name}`);
    const args = [
      "decode",
      "referring",
      folderOf("refseg1_pred.png"),
      "--legend",
      '{"a": "white", "b": "lime"}',
    ];
    const { out, err } = await peel(...args, "--source", folderOf("inputs/refseg1.jpg"), "--json", "--masks");
    expect(err).toMatch(/^drift -?\d\.\d\d, -?\d\.\d\d px .*, corrected\n$/);
    const { width, height, expressions } = JSON.parse(out);
    expect({ width, height }).toEqual({ width: 596, height: 768 });
    for (const [i, { area, mask, box }] of expressions.entries()) {
      expect(mask.size).toEqual([768, 596]);
      expect(maskArea(mask)).toBe(area);
      expect(maskBox(mask)).toEqual(box);
      // As many pixels as were painted, on the smaller grid.
      expect(area * (660 / 596) ** 2).toBeCloseTo([3205, 3071][i], -2);
    }
  });
});

describe("peel encode referring", () => {
  it("paints the ids that decoding wrote", async () => {
    expect((await decode("--legend", json, "-o", file("ids.png"))).code).toBe(0);
    expect([...(await readLabels(file("ids.png"))).data]).toEqual([0, 1, 1, 2, 0, 2]);
    const args = ["encode", "referring", file("ids.png"), "--legend", json, "--background", "white"];
    expect((await peel(...args, "-o", file("again.png"))).err).toBe(`Wrote ${file("again.png")}.\n`);
    const white = [255, 255, 255];
    expect([...(await readImage(file("again.png"))).data]).toEqual(
      [white, [0, 255, 0], [0, 255, 0], [0, 255, 255], white, [0, 255, 255]].flat(),
    );
  });

  it("says which id the legend lacks", async () => {
    const args = ["encode", "referring", file("ids.png"), "--legend", '{"a": "red"}', "-o", file("x.png")];
    const { code, err } = await peel(...args);
    expect(code).toBe(2);
    expect(err).toMatch(/ids from 0 to 1, as the legend has, but is one with 2/);
  });
});
