/** What every kind of generator shares: specifications, requests, provenance. */

import sharp from "sharp";
import {
  ArgumentError,
  generatorKinds,
  isGeneratorError,
  openGenerator,
  RgbImage,
  registerGenerator,
} from "vision-peel";
import { beforeAll, describe, expect, it } from "vitest";

const photo = new RgbImage({ width: 4, height: 2, data: new Uint8Array(24).fill(50) });

beforeAll(() => {
  registerGenerator({
    name: "grey-test",
    form: "grey-test:LEVEL",
    about: "paints everything grey",
    open: (rest, { packed }) => ({
      about: {
        ...{ kind: "grey-test", model: `grey ${rest}`, modelVersion: "1", isSeeded: true },
        ...{ image: "required", alignmentMode: "none" },
      },
      estimate: ({ count }) => ({ usd: 0.01 * count, basis: "a test" }),
      async paint({ image, count, seed, onProgress }) {
        const { width, height } = image as RgbImage;
        onProgress({ stage: "painting", done: 1, total: 1, picture: 0 });
        const data = new Uint8Array(3 * width * height).fill(Number(rest));
        const jpeg = () =>
          sharp(data, { raw: { width, height, channels: 3 } })
            .jpeg()
            .toBuffer();
        return Promise.all(
          Array.from({ length: count }, async (_, i) => ({
            ...{ device: "cpu", seed: seed + i },
            picture: packed ? await jpeg() : new RgbImage({ width, height, data }),
          })),
        );
      },
    }),
  });
});

describe("openGenerator", () => {
  it("opens a kind that was registered from outside, by text or object", async () => {
    for (const spec of ["grey-test:128", { kind: "grey-test", of: "128" }]) {
      const generator = await openGenerator(spec);
      expect(generator.spec).toBe("grey-test:128");
      const { picture } = await generator.generate({ prompt: "grey", image: photo, seed: 7 });
      expect(picture.data).toEqual(new Uint8Array(24).fill(128));
      expect(picture.provenance).toMatchObject({
        ...{
          generator: "grey-test:128",
          model: "grey 128",
          modelVersion: "1",
          device: "cpu",
          prompt: "grey",
        },
        ...{ seed: 7, sourceSize: { width: 4, height: 2 }, alignmentMode: "none", mime: "image/raw" },
      });
      await generator.close();
    }
  });

  it("is seen as its picture where it is a cell's value", async () => {
    const { [Symbol.for("Jupyter.display")]: shown } = (await (
      await openGenerator("grey-test:90")
    ).generate({ prompt: "grey", image: photo })) as unknown as Record<symbol, () => Promise<object>>;
    expect(await shown()).toMatchObject({ "image/png": expect.any(String) });
  });

  it("counts seeds on, and tells what a packed picture's format did to it", async () => {
    const generator = await openGenerator("grey-test:9", { packed: true });
    const { pictures } = await generator.generate({ prompt: "grey", image: photo, seed: 3, count: 3 });
    expect(pictures.map(({ provenance }) => provenance?.seed)).toEqual([3, 4, 5]);
    expect(pictures[0].provenance).toMatchObject({ mime: "image/jpeg", chromaSubsampling: "4:2:0" });
    expect(pictures[0].provenance?.warnings).toHaveLength(1);
  });

  it("chooses a seed where none is given, and tells it", async () => {
    const generator = await openGenerator("grey-test:9");
    const seeds = await Promise.all(
      [0, 1].map(
        async () => (await generator.generate({ prompt: "a", image: photo })).picture.provenance?.seed,
      ),
    );
    expect(seeds[0]).not.toBe(seeds[1]);
  });

  it("tells the cost before it is spent", async () => {
    const generator = await openGenerator("grey-test:9");
    expect(generator.estimate({ prompt: "a", image: photo, count: 4 })?.usd).toBeCloseTo(0.04);
  });

  it.each([
    ["grey-tset:9", "write grey-test:LEVEL"],
    ["nothing-like-it", "registerGenerator makes others known"],
    ["", "registerGenerator makes others known"],
    [7, 'write "embedded"'],
    [{ of: "x" }, 'write "embedded"'],
  ])("refuses %j with the list of kinds", async (spec, remedy) => {
    const error = await openGenerator(spec as string).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ArgumentError);
    expect((error as Error).message).toContain(remedy);
    if (typeof spec === "string")
      for (const { form } of generatorKinds()) expect((error as Error).message).toContain(form);
  });

  it.each([
    [{ prompt: "" }, "prompt must be a text"],
    [{ prompt: "a", seed: -1 }, "seed must be a whole number"],
    [{ prompt: "a", seed: 2 ** 32 }, "seed must be a whole number"],
    [{ prompt: "a", steps: 0.5 }, "steps must be a whole number"],
    [{ prompt: "a", count: 65 }, "count must be a whole number"],
    [{ prompt: "a", size: { width: 1e6, height: 1 } }, "size.width must be"],
    [{ prompt: "a", size: null }, "size.width must be"],
    [{ prompt: "a", guidance: Number.NaN }, "guidance must be"],
    [{ prompt: "a", image: { width: 4 } }, "image must be an RgbImage"],
    [{ prompt: "a", signal: true }, "signal must be an AbortSignal"],
    [{ prompt: "a", sed: 1 }, "write seed"],
    [undefined, "options of generate must be an object"],
  ])("refuses the request %j", async (request, message) => {
    const generator = await openGenerator("grey-test:9");
    const whole = request && { image: photo, ...request };
    await expect(generator.generate(whole as never)).rejects.toThrow(message);
  });

  it("says that a model needs a picture", async () => {
    const generator = await openGenerator("grey-test:9");
    const error = await generator.generate({ prompt: "a" }).catch((reason: unknown) => reason);
    expect(isGeneratorError(error, "unfit")).toBe(true);
  });

  it("rejects with the signal's reason", async () => {
    const generator = await openGenerator("grey-test:9");
    const request = { prompt: "a", image: photo, signal: AbortSignal.abort(new Error("enough")) };
    await expect(generator.generate(request)).rejects.toThrow("enough");
  });

  it("refuses kinds that lack a part", () => {
    const kind = { name: "x", form: "x", about: "x", open: () => ({}) as never };
    for (const part of Object.keys(kind))
      expect(() => registerGenerator({ ...kind, [part]: undefined })).toThrow(`kind.${part}`);
    expect(() => registerGenerator({ ...kind, name: "X:" })).toThrow("kind.name");
  });
});
