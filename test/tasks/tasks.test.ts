/** Photo → prompt → painting → numbers, with a painter that is exact: what comes back is the scene. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  ArgumentError,
  decodeDepth,
  estimateDepth,
  estimateNormals,
  inBatch,
  openGenerator,
  refer,
  segment,
  segmentInstances,
  tokenize,
} from "vision-peel";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { prompts, registerExactPainter, sceneAt } from "./exactPainter.js";

beforeAll(registerExactPainter);
beforeEach(() => {
  prompts.length = 0;
});

const { photo, depth, normals, classes: labels, instances } = sceneAt(1);
const generator = "exact-test:1";
const idOf = (name: string): number => labels.legend.find((one) => one.name === name)?.id ?? -1;

describe("tasks", () => {
  it("estimate depth: what is painted, decoded", async () => {
    const result = await estimateDepth(photo, { generator, seed: 4 });
    expect(prompts).toEqual(["Generate a metric depth map of the input image."]);
    for (let i = 0; i < depth.data.length; i++) {
      const [is, was] = [result.depth.data[i], depth.data[i]];
      if (was < 40) expect(Math.abs(is / was - 1)).toBeLessThan(0.01);
    }
    expect(result.depth.provenance).toMatchObject({ prompt: prompts[0], seed: 4, dialect: "vision-banana" });
    expect(result.paintedOnPhoto.data).toEqual(result.painted.data);
    expect(String(result)).toMatch(/^depth\[90×120\].* painted by exact$/);
  });

  it("put what was painted at another size on the photo's grid, pixel by pixel", async () => {
    const big = await estimateDepth(photo, { generator: "exact-test:2", resampling: "nearest-exact" });
    expect(big.painted).toMatchObject({ width: 240, height: 180 });
    expect(big.decoded).toMatchObject({ width: 240 });
    expect(big.depth).toMatchObject({ width: 120, height: 90 });
    const whole = decodeDepth(big.painted);
    for (let y = 0; y < 90; y += 7)
      for (let x = 0; x < 120; x += 7)
        expect(big.depth.data[y * 120 + x]).toBe(whole.data[(2 * y + 1) * 240 + 2 * x + 1]);
    expect(big.alignment).toMatchObject({ scaleX: 2, scaleY: 2 });
  });

  it("estimate normals", async () => {
    const result = await estimateNormals(photo, { generator, prompt: "surface normals please" });
    expect(prompts).toEqual(["surface normals please"]);
    for (let i = 0; i < normals.data.length; i++)
      if (!Number.isNaN(normals.data[i]))
        expect(Math.abs(result.normals.data[i] - normals.data[i])).toBeLessThan(0.02);
  });

  it("segment by names, by colours and by a prompt's own sentences", async () => {
    const byName = await segment(photo, ["floor", "wall"], { generator });
    expect(prompts[0]).toMatch(/using this color mapping: \{"floor": ".+", "wall": ".+"\}\.$/);
    const floor = (map: { data: Uint16Array }, id = 1) => map.data.map((one) => Number(one === id));
    const truth = labels.data.map((id) => Number(id === idOf("floor")));
    expect(floor(byName.labels)).toEqual(truth);
    expect(byName.labels.legend.map(({ name }) => name)).toEqual(["floor", "wall", "background"]);
    const byColour = await segment(photo, { floor: "teal" }, { generator, background: "white" });
    expect(prompts[1]).toContain('{"floor": "teal", "background": "white"}');
    expect(floor(byColour.labels)).toEqual(truth);
    const sentences = "Segment every class. The floor is #80C000. The wall is #800000.";
    expect(floor((await segment(photo, sentences, { generator })).labels)).toEqual(truth);
    expect(prompts[2]).toBe(sentences);
    const written = await segment(photo, ["floor"], { generator, notation: "angle" });
    expect(written.prompt).toMatch(/"floor": "<\d+, \d+, \d+>"/);
  });

  it("segment with votes of pictures whose colours were dealt anew", async () => {
    const {
      labels: voted,
      agreement,
      decoded,
    } = await segment(photo, ["floor", "wall", "ball"], {
      ...{ generator, votes: 3 },
    });
    expect(new Set(prompts).size).toBe(3);
    expect(decoded).toHaveLength(3);
    expect(voted.data.map((id) => Number(id === 1))).toEqual(
      labels.data.map((id) => Number(id === idOf("floor"))),
    );
    expect(new Set(agreement)).toEqual(new Set([1]));
  });

  it("do not ask for classes that a gate finds missing", async () => {
    const gate = (_: unknown, name: string) => name !== "elephant";
    const { labels: map, absent } = await segment(photo, ["floor", "elephant"], { generator, gate });
    expect(prompts[0]).not.toContain("elephant");
    expect(absent).toEqual(["elephant"]);
    expect(map.legend.map(({ name }) => name)).toContain("elephant");
    expect(map.data).not.toContain(2);
    expect(map.provenance).toMatchObject({ absent: ["elephant"] });
    const nothing = await segment(photo, ["elephant"], { generator, gate });
    expect(prompts).toHaveLength(1);
    expect(new Set(nothing.labels.data)).toEqual(new Set([0]));
    const none = await segmentInstances(photo, "elephants", { generator, gate: () => false });
    expect([prompts.length, none.instances.instances?.length]).toEqual([1, 0]);
  });

  it("segment things one by one", async () => {
    const { instances: found, decoded } = await segmentInstances(photo, "balls", {
      ...{ generator, background: "#10aa05", decode: { minErosionShare: 0 } },
    });
    expect(prompts[0]).toBe(
      "Generate an instance segmentation visualization of this image. Each of the balls is colored differently. The background is #10aa05.",
    );
    const truly = new Set(instances.data.filter((_, i) => labels.data[i] === idOf("ball")));
    expect(decoded?.instances).toHaveLength(truly.size);
    expect([...found.data].map((id) => id > 0)).toEqual([...labels.data].map((id) => id === idOf("ball")));
  });

  it("refer to things by expressions, and rewrite queries that need thought", async () => {
    const { masks } = await refer(photo, { "the whole floor": "yellow" }, { generator });
    expect(prompts[0]).toContain(
      "The background is black. The whole floor is represented by a solid yellow.",
    );
    const area = labels.data.filter((id) => id === idOf("floor")).length;
    expect(masks[0]).toMatchObject({ expression: "the whole floor", area });
    const rewrite = (_: unknown, query: string) => (query.includes("walk") ? "the floor" : query);
    const thought = await refer(photo, ["what could I walk on?"], { generator, rewrite });
    expect(prompts[1]).toContain("The floor is represented by");
    expect(thought.masks[0]).toMatchObject({
      ...{ expression: "what could I walk on?", described: "the floor", area },
    });
  });

  it("work on many photos, a few at once, and tell what failed", async () => {
    let most = 0;
    let now = 0;
    const heard: number[] = [];
    const results = await inBatch(
      ["depth", "fail", "depth", "depth"],
      async (prompt) => {
        most = Math.max(most, ++now);
        try {
          return (await estimateDepth(photo, { generator, prompt })).depth.width;
        } finally {
          now--;
        }
      },
      { concurrency: 2, onDone: ({ count, total }) => heard.push(count / total) },
    );
    expect(most).toBe(2);
    expect(results.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled", "fulfilled"]);
    expect(heard).toEqual([0.25, 0.5, 0.75, 1]);
    await expect(
      inBatch([1, 2], async () => 1, { signal: AbortSignal.abort(new Error("enough")) }),
    ).rejects.toThrow("enough");
  });

  it.each([
    [() => estimateDepth(3 as never), /photo must be an RgbImage, but is 3/],
    [() => estimateDepth(photo, { generater: 1 } as never), /write generator/],
    [() => estimateDepth(photo, { generator: "embeded" }), /write embedded/],
    [() => segment(photo, []), /classes must be names/],
    [() => segment(photo, ["a"], { votes: 0 }), /votes must be a whole number from 1 to 64/],
    [() => segmentInstances(photo, ""), /what must be things of one kind/],
    [() => refer(photo, { a: "no colour" }), /must be a colour/],
    [() => inBatch([1], async () => 1, { concurrency: 0 }), /concurrency must be/],
  ])("refuse %s", async (call, message) => {
    const error = await call().catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ArgumentError);
    expect((error as Error).message).toMatch(message);
  });
});

describe("the embedded model's prompts", () => {
  it("are in words that it knows", async () => {
    const embedded = await openGenerator("embedded");
    expect(embedded.about.instanceColours).toBe("asked");
    const { orderedInstancePrompt, referringPromptOf, semanticPromptOf } = await import("vision-peel");
    const said = [
      "Generate a metric depth map of the input image.",
      "Generate a surface normal map of the input image.",
      semanticPromptOf([{ name: "floor", colour: "(255, 0, 0)" }]),
      orderedInstancePrompt("balls", "black", "from left to right", ["red", "green"]),
      referringPromptOf([{ name: "the red ball", colour: "#00ff00" }], "black"),
    ];
    for (const prompt of said) expect(tokenize(prompt)).toMatchObject({ unknownWords: [], cut: 0 });
  });
});

describe("steps from outside that answer oddly", () => {
  it.each([[() => ""], [() => 5]])("a rewriting is refused", async (rewrite) => {
    await expect(refer(photo, ["what?"], { generator, rewrite: rewrite as never })).rejects.toThrow(
      'rewrite must be giving a description of "what?"',
    );
    expect(prompts).toEqual([]);
  });

  it("a gate is refused that says neither yes nor no", async () => {
    await expect(segment(photo, ["floor"], { generator, gate: (() => undefined) as never })).rejects.toThrow(
      'gate must be true or false for "floor"',
    );
  });
});

describe("votes without a seed", () => {
  it("are pictures of their own to a recording, too, and are replayed as such", async () => {
    const folder = mkdtempSync(join(tmpdir(), "peel-votes-"));
    try {
      const recorded = await openGenerator(generator, { record: folder });
      const first = await segment(photo, ["floor"], { generator: recorded, votes: 4 });
      expect(prompts).toHaveLength(4);
      const seeds = first.paintings.map(({ painted }) => painted.provenance?.seed);
      expect(new Set(seeds).size).toBe(4);
      const again = await segment(photo, ["floor"], { generator: recorded, votes: 4 });
      expect(prompts).toHaveLength(4);
      expect(again.paintings.map(({ painted }) => painted.provenance?.seed)).toEqual(seeds);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe("a gate", () => {
  it("that never answers ends with the signal, and what is not there was painted by nobody", async () => {
    const never = () => new Promise<boolean>(() => {});
    await expect(
      segment(photo, ["floor"], { generator, gate: never, signal: AbortSignal.timeout(50) }),
    ).rejects.toThrow();
    const none = await segment(photo, ["floor"], { generator, gate: () => false });
    expect(String(none)).toMatch(/nothing was painted$/);
  });
});
