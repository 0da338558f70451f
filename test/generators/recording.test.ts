/** Answers that are kept, found again, and given without whoever painted them; and what they may cost. */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { estimateDepth, GeneratorError, openGenerator, RgbImage, registerGenerator } from "vision-peel";
import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";

let folder: string;
let calls = 0;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "peel-recording-"));
  calls = 0;
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const photo = new RgbImage({ width: 6, height: 4, data: Uint8Array.from({ length: 72 }, (_, i) => 3 * i) });
const other = new RgbImage({ width: 6, height: 4, data: new Uint8Array(72) });

beforeAll(() => {
  registerGenerator({
    name: "counts-test",
    form: "counts-test:MODEL",
    about: "paints its call's number",
    open: (model, { packed, fails, address, modelVersion, device = "cpu" }) => ({
      about: {
        ...{ kind: "counts-test", model, image: "optional", isSeeded: true, alignmentMode: "none" },
        ...(address !== undefined && { address: address as string }),
        ...(modelVersion !== undefined && { modelVersion: modelVersion as string }),
      },
      estimate: ({ count }) => ({ usd: 0.1 * count, basis: "a test" }),
      async paint({ seed, count }) {
        calls++;
        if (fails)
          throw new GeneratorError("refused", { argument: "a", expected: "b", got: "c", remedy: "d" });
        const level = calls;
        const data = new Uint8Array(72).fill(level);
        const jpeg = () =>
          sharp(data, { raw: { width: 6, height: 4, channels: 3 } })
            .jpeg()
            .toBuffer();
        const raw = new RgbImage({ width: 6, height: 4, data });
        return Promise.all(
          Array.from({ length: count }, async (_, i) => ({
            picture: packed ? new Uint8Array(await jpeg()) : raw,
            ...{
              seed: seed + i,
              device: device as string,
              cost: { usd: 0.1, basis: "a test" },
              timingsMs: { painting: 5 },
            },
          })),
        );
      },
    }),
  });
});

const spec = "counts-test:Tiny Model 1.5";

describe("a recording", () => {
  it("answers the same request again, and no other", async () => {
    const generator = await openGenerator(spec, { record: folder });
    const request = { prompt: "a depth map", image: photo, seed: 3 };
    const first = (await generator.generate(request)).picture;
    const again = (await generator.generate(request)).picture;
    expect([calls, [...again.data], again.provenance?.replayed]).toEqual([1, [...first.data], true]);
    expect(first.provenance?.replayed).toBeUndefined();
    for (const more of [
      { seed: 4 },
      { image: other },
      { prompt: "b" },
      { steps: 2 },
      { count: 2 },
      { guidance: 2 },
    ])
      await generator.generate({ ...request, ...more });
    expect(calls).toBe(7);
    await (await openGenerator(spec, { record: folder, rerecord: true })).generate(request);
    expect(calls).toBe(8);
    expect((await generator.generate(request)).picture.data[0]).toBe(8);
  });

  it("is replayed without whoever painted it, byte for byte, with what was known of it", async () => {
    const painted = (
      await (
        await openGenerator(spec, { record: folder, packed: true })
      ).generate({
        ...{ prompt: "p", image: photo, seed: 3, count: 2 },
      })
    ).pictures;
    const replayed = await openGenerator(`replay:${folder}`);
    const { pictures } = await replayed.generate({ prompt: "p", image: photo, seed: 3, count: 2 });
    expect(calls).toBe(1);
    for (const [i, { data, provenance }] of pictures.entries()) {
      expect(data).toEqual(painted[i].data);
      expect(provenance).toMatchObject({
        ...{
          generator: `replay:${folder}`,
          model: "Tiny Model 1.5",
          device: "cpu",
          seed: 3 + i,
          replayed: true,
        },
        ...{ mime: "image/jpeg", chromaSubsampling: "4:2:0", cost: { usd: 0.1 }, alignmentMode: "none" },
      });
    }
    expect(replayed.estimate({ prompt: "p" })).toBeUndefined();
  });

  it("of a seed that was left open answers such a request again", async () => {
    const generator = await openGenerator(spec, { record: folder });
    const seeds = [];
    for (let i = 0; i < 2; i++)
      seeds.push((await generator.generate({ prompt: "p" })).picture.provenance?.seed);
    expect([calls, seeds[0]]).toEqual([1, seeds[1]]);
  });

  it("lets the same request made several times at once be paid for once", async () => {
    const generator = await openGenerator(spec, { record: folder });
    const request = { prompt: "a depth map", image: photo, seed: 3 };
    const all = await Promise.all(Array.from({ length: 8 }, () => generator.generate(request)));
    expect(calls).toBe(1);
    expect(new Set(all.map(({ picture }) => picture.data[0]))).toEqual(new Set([1]));
    const waiting = Promise.all([
      generator.generate({ ...request, seed: 4 }),
      generator.generate({ ...request, seed: 5 }),
    ]);
    await waiting;
    expect(calls).toBe(3);
  });

  it("is written whole by several at once", async () => {
    const generators = await Promise.all(
      Array.from({ length: 8 }, () => openGenerator(spec, { record: folder, rerecord: true })),
    );
    await Promise.all(generators.map((one) => one.generate({ prompt: "a", image: photo, seed: 3 })));
    expect(readdirSync(folder).filter((name) => name.startsWith("."))).toEqual([]);
  });

  it("is a folder that people can read", async () => {
    await (await openGenerator(spec, { record: folder })).generate({ prompt: "p", image: photo, seed: 1 });
    const [name, ...more] = readdirSync(folder);
    expect([more, name]).toEqual([[], expect.stringMatching(/^[0-9a-f]{12}-tiny-model-1\.5$/)]);
    const files = readdirSync(join(folder, name)).sort();
    expect(files).toEqual(["answer.json", "photo.png", "picture-0.png", "request.json"]);
    expect(JSON.parse(readFileSync(join(folder, name, "request.json"), "utf8"))).toMatchObject({
      ...{ prompt: "p", seed: 1, count: 1, image: { width: 6, height: 4 } },
    });
  });

  it("is of one address and one version of a model; those of before are found where they tell whose they are", async () => {
    const ask = async (options: object) =>
      (await (await openGenerator(spec, { record: folder, ...options })).generate({ prompt: "p", seed: 1 }))
        .picture;
    const [here, there] = ["http://127.0.0.1:8000", "http://127.0.0.1:9000/api"].map((address) => ({
      ...{ address, device: new URL(address).host },
    }));
    for (const options of [here, there, { modelVersion: "1" }, { modelVersion: "2" }]) {
      const [first, again] = [await ask(options), await ask(options)];
      expect([again.data[0], again.provenance?.replayed]).toEqual([first.data[0], true]);
    }
    expect([calls, readdirSync(folder).length]).toEqual([4, 4]);
    expect(readdirSync(folder).join()).not.toContain("127.0.0.1");
    // As they were called before: without what decides.
    const old = mkdtempSync(join(tmpdir(), "peel-recording-old-"));
    const { address: _, ...unaddressed } = here;
    const paid = await openGenerator(spec, { record: old, ...unaddressed });
    await paid.generate({ prompt: "p", seed: 1 });
    expect((await ask({ ...here, record: old })).provenance?.replayed).toBe(true);
    expect((await ask({ ...there, record: old })).provenance?.replayed).toBeUndefined();
    rmSync(old, { recursive: true });
  });

  it("tells the seed that painted it, though nobody had asked for one", async () => {
    const generator = await openGenerator(spec, { record: folder });
    const seeds = [];
    for (let i = 0; i < 2; i++)
      seeds.push((await generator.generate({ prompt: "unseeded" })).picture.provenance?.seed);
    const replayed = await openGenerator(`replay:${folder}`);
    seeds.push((await replayed.generate({ prompt: "unseeded" })).picture.provenance?.seed);
    expect(new Set(seeds).size).toBe(1);
  });

  it("that cannot be kept does not take the picture away", async () => {
    const disk = join(folder, "disk");
    mkdirSync(disk);
    try {
      execFileSync("mount", ["-t", "tmpfs", "-o", "size=200k", "tmpfs", disk], { stdio: "ignore" });
    } catch {
      // Only root may mount a small disk, and not everywhere.
      return;
    }
    try {
      const full = await openGenerator(spec, { record: disk });
      await full.generate({ prompt: "first" });
      try {
        writeFileSync(join(disk, "filler"), Buffer.alloc(400_000));
      } catch {
        // As full as it gets.
      }
      const { picture } = await full.generate({ prompt: "second" });
      expect(picture.provenance?.warnings).toEqual([expect.stringContaining("not recorded")]);
      expect(readdirSync(disk).filter((name) => name !== "filler")).toHaveLength(1);
    } finally {
      execFileSync("umount", [disk]);
    }
  });

  it("of before and after an update are one where they answer alike", async () => {
    const ask = { prompt: "p", seed: 1 };
    await (await openGenerator(spec, { record: folder })).generate(ask);
    calls = 0;
    await (await openGenerator(spec, { record: folder, modelVersion: "1" })).generate(ask);
    const replayed = await openGenerator(`replay:${folder}`);
    expect((await replayed.generate(ask)).picture.data[0]).toBe(1);
    await (await openGenerator(spec, { record: folder, modelVersion: "2" })).generate(ask);
    await expect(replayed.generate(ask)).rejects.toMatchObject({ fault: "not-recorded" });
  });

  it.each([
    [{ pictures: [null] }, /whose picture 0 is null/],
    [{ pictures: [3] }, /whose picture 0 is 3/],
    [{ pictures: [] }, /without pictures/],
    [{ pictures: [{ file: "../x.png" }] }, /a picture called \.\.\/x\.png/],
    [{ about: null }, /without a model/],
  ])("that is damaged is told by its file: %j", async (damage, says) => {
    const generator = await openGenerator(spec, { record: folder });
    await generator.generate({ prompt: "p", seed: 1 });
    const file = join(folder, readdirSync(folder)[0], "answer.json");
    writeFileSync(file, JSON.stringify({ ...JSON.parse(readFileSync(file, "utf8")), ...damage }));
    const error = await generator.generate({ prompt: "p", seed: 1 }).catch((reason: Error) => reason);
    expect(error).toMatchObject({ fault: "bad-answer", message: expect.stringMatching(says) });
    expect(String(error)).toContain("answer.json");
  });

  it("works beneath tasks", async () => {
    await estimateDepth(photo, { generator: await openGenerator(spec, { record: folder }), seed: 1 });
    const { depth } = await estimateDepth(photo, { generator: `replay:${folder}`, seed: 1 });
    expect([calls, depth.width, depth.provenance?.replayed]).toEqual([1, 6, true]);
  });

  it("that is missing, ambiguous or damaged is told", async () => {
    await expect(openGenerator(`replay:${folder}`)).rejects.toMatchObject({ fault: "unavailable" });
    for (const model of ["one", "two"])
      await (await openGenerator(`counts-test:${model}`, { record: folder })).generate({
        prompt: "p",
        seed: 1,
      });
    const generator = await openGenerator(`replay:${folder}`);
    await expect(generator.generate({ prompt: "q", seed: 1 })).rejects.toMatchObject({
      fault: "not-recorded",
      message: expect.stringContaining('"q" with seed 1'),
    });
    await expect(generator.generate({ prompt: "p", seed: 1 })).rejects.toThrow(
      /several, of other models, versions or options: .*-one, .*-two/,
    );
    const two = await openGenerator(`replay:${folder}`, { model: "two" });
    expect((await two.generate({ prompt: "p", seed: 1 })).picture.data[0]).toBe(2);
    for (const name of readdirSync(folder)) writeFileSync(join(folder, name, "answer.json"), "{");
    await expect(two.generate({ prompt: "p", seed: 1 })).rejects.toMatchObject({ fault: "bad-answer" });
    await expect(openGenerator(spec, { record: 3 })).rejects.toThrow("record must be the path of a folder");
    await expect(openGenerator(spec, { rerecord: "yes" })).rejects.toThrow("rerecord must be true or false");
  });

  it("is not made of a call that failed; where it cannot be written, that is told", async () => {
    const fails = await openGenerator(spec, { record: folder, fails: true });
    await expect(fails.generate({ prompt: "p" })).rejects.toMatchObject({ fault: "refused" });
    expect(readdirSync(folder)).toEqual([]);
    writeFileSync(join(folder, "file"), "");
    const nowhere = await openGenerator(spec, { record: join(folder, "file", "recordings") });
    await expect(nowhere.generate({ prompt: "p" })).rejects.toMatchObject({ tag: "unwritable" });
  });
});

describe("a budget", () => {
  it("ends calls before they are made, also side by side, and recorded answers are free", async () => {
    const generator = await openGenerator(spec, { budgetUsd: 0.25, record: folder });
    const results = await Promise.allSettled(
      ["a", "b", "c"].map((prompt) => generator.generate({ prompt, seed: 1 })),
    );
    // Which two are first is chance.
    const refused = results.findIndex(({ status }) => status === "rejected");
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(2);
    expect((results[refused] as PromiseRejectedResult).reason).toMatchObject({
      fault: "budget",
      message: expect.stringContaining("$0.100, but is $0.050 that are left"),
    });
    await generator.generate({ prompt: ["a", "b", "c"][(refused + 1) % 3], seed: 1 });
    expect(calls).toBe(2);
    await expect(openGenerator(spec, { budgetUsd: -1 })).rejects.toThrow("budgetUsd must be dollars");
  });
});
