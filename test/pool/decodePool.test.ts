/** Real worker threads: the results of the plain decoders, stopping, errors, and an end without being closed. */
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { getActiveResourcesInfo } from "node:process";
import {
  type DecodeArguments,
  DecodePool,
  type DecodeTask,
  decodeDepth,
  decodeInstances,
  decodeNormals,
  decodeReferring,
  decodeSemantic,
  designLegend,
  RgbImage,
  UnreadableError,
  WorkerLostError,
} from "vision-peel";
import { afterAll, describe, expect, it } from "vitest";
import { randomFrom } from "../../src/random.js";

const pool = new DecodePool({ workers: 2 });
afterAll(() => pool.close());

/** Patches with noise in them: something for every task. */
function picture(width: number, height: number, seed: number): RgbImage {
  const random = randomFrom(seed);
  const colours = Array.from({ length: 40 }, () => [0, 1, 2].map(() => random.integer(0, 255)));
  const data = new Uint8Array(3 * width * height);
  for (let i = 0, at = 0; i < width * height; i++, at += 3) {
    const patch = ((i % width) >> 5) + 7 * (Math.floor(i / width) >> 5);
    const colour = colours[patch % colours.length];
    for (let c = 0; c < 3; c++) data[at + c] = Math.min(255, colour[c] + (i & 3));
  }
  return new RgbImage({ width, height, data, provenance: { generator: "test" } });
}

/** A value with a hash for every array: comparing millions of numbers one by one would take minutes. */
function digest(value: unknown): unknown {
  if (ArrayBuffer.isView(value)) {
    const { buffer, byteOffset, byteLength } = value;
    const bytes = new Uint8Array(buffer, byteOffset, byteLength);
    return `${value.constructor.name} ${createHash("sha1").update(bytes).digest("hex")}`;
  }
  if (Array.isArray(value)) return value.map(digest);
  if (typeof value !== "object" || value === null) return value;
  const parts = Object.entries(value).map(([name, part]) => [name, digest(part)]);
  return { class: value.constructor.name, ...Object.fromEntries(parts) };
}

const legend = { cat: "red", dog: "green", "light thing": "light purple", exit: "#0000ff" };
const small = picture(301, 203, 1);
// More than two bands, the rows not to be divided evenly.
const large = picture(1500, 1467, 2);

describe("a pool gives what the decoders give", () => {
  it.each([
    ["a small picture", small],
    ["bands of a large one", large],
  ])("%s", { timeout: 60_000 }, async (_, painted) => {
    expect(digest(await pool.decode("depth", painted))).toEqual(digest(decodeDepth(painted)));
    const options = { lambda: -2, maxResidual: 9 };
    expect(digest(await pool.decode("depth", painted, [options]))).toEqual(
      digest(decodeDepth(painted, options)),
    );
    expect(digest(await pool.decode("normals", painted))).toEqual(digest(decodeNormals(painted)));
    expect(digest(await pool.decode("semantic", painted, [legend]))).toEqual(
      digest(decodeSemantic(painted, legend)),
    );
    const strict = { background: "white", minMargin: 5 };
    expect(digest(await pool.decode("semantic", painted, [legend, strict]))).toEqual(
      digest(decodeSemantic(painted, legend, strict)),
    );
    expect(digest(await pool.decode("instances", painted))).toEqual(digest(decodeInstances(painted)));
    expect(digest(await pool.decode("referring", painted, [legend]))).toEqual(
      digest(decodeReferring(painted, legend)),
    );
  });

  it("from shared memory too", async () => {
    const data = new Uint8Array(new SharedArrayBuffer(large.data.length));
    data.set(large.data);
    const painted = new RgbImage({ width: large.width, height: large.height, data });
    expect(digest((await pool.decode("depth", painted)).data)).toBe(digest(decodeDepth(large).data));
  });

  it("of many pictures in their order, reading ahead no farther than it works", async () => {
    let asked = 0;
    let came = 0;
    async function* pictures() {
      for (; asked < 9; asked++) {
        expect(asked - came).toBeLessThanOrEqual(3);
        yield picture(40 + asked, 30, asked);
      }
    }
    for await (const depth of pool.decodeMany("depth", pictures())) {
      expect(digest(depth)).toEqual(digest(decodeDepth(picture(40 + came, 30, came))));
      came++;
    }
    expect(came).toBe(9);
  });

  it("leaves the picture as it was", async () => {
    const before = small.data.slice();
    await pool.decode("depth", small);
    expect(digest(small.data)).toBe(digest(before));
  });
});

describe("a signal", () => {
  it.each([
    ["depth", []],
    ["semantic", [designLegend(Array.from({ length: 60 }, (_, i) => `class ${i}`))]],
    ["instances", []],
  ] as [DecodeTask, DecodeArguments<DecodeTask>][])(
    "stops %s in the middle of a picture, and the pool goes on",
    { timeout: 60_000 },
    async (task, args) => {
      const stop = new AbortController();
      const decoding = pool.decode(task, large, args, { signal: stop.signal });
      setImmediate(() => stop.abort());
      await expect(decoding).rejects.toMatchObject({ name: "AbortError" });
      expect(digest(await pool.decode("depth", small))).toEqual(digest(decodeDepth(small)));
    },
  );

  it("that has been given before stops what would begin, with its own reason", async () => {
    const signal = AbortSignal.abort("enough");
    await expect(pool.decode("depth", small, [], { signal })).rejects.toBe("enough");
  });

  it("stops many pictures; so does leaving the loop", async () => {
    const stop = new AbortController();
    let came = 0;
    const all = async () => {
      const { signal } = stop;
      for await (const _ of pool.decodeMany("depth", Array(50).fill(small), [], { signal }))
        if (++came === 3) stop.abort();
    };
    await expect(all()).rejects.toMatchObject({ name: "AbortError" });
    expect(came).toBe(3);
    for await (const _ of pool.decodeMany("depth", Array(50).fill(small))) break;
    expect(digest(await pool.decode("depth", small))).toEqual(digest(decodeDepth(small)));
  });
});

describe("errors", () => {
  it("of a decoder come typed, with what they tell", async () => {
    const wrong = pool.decode("depth", small, [{ lambda: 0 }]);
    await expect(wrong).rejects.toMatchObject({ tag: "argument", remedy: expect.any(String) });
    await expect(wrong).rejects.toThrow(plainMessage(() => decodeDepth(small, { lambda: 0 })));
    await expect(pool.decode("semantic", large, [{}])).rejects.toThrow(/legend must be/);
    await expect(pool.decode("depth", {} as RgbImage)).rejects.toThrow(/painted must be an RgbImage/);
    await expect(pool.decode("semantic", small, [{ cat: (() => 1) as never }])).rejects.toThrow(
      /args must be values that can be sent to a worker/,
    );
    expect(() => new DecodePool({ workers: 0 })).toThrow(/workers must be a whole number from 1 to 64/);
  });

  it("of a reader of many pictures pass through", async () => {
    async function* pictures() {
      yield small;
      throw new UnreadableError({ argument: "b.png", expected: "whole", got: "cut", remedy: "copy it" });
    }
    const all = async () => {
      for await (const _ of pool.decodeMany("depth", pictures()));
    };
    await expect(all()).rejects.toThrow(/b\.png must be whole/);
  });

  it("tell of a worker that is gone, and of a pool that was closed", async () => {
    let replace: (reason: string) => void = () => {};
    const lost = new DecodePool({
      workers: 1,
      start(_, ended) {
        replace = ended;
        return { post: () => setTimeout(() => replace("exit code 9"), 1), setBusy() {}, end() {} };
      },
    });
    const gone = lost.decode("depth", small);
    await expect(gone).rejects.toBeInstanceOf(WorkerLostError);
    await expect(gone).rejects.toThrow(/a decoding worker must be alive.*gone \(exit code 9\)/);
    const closed = pool.decode("instances", large);
    pool.close();
    await expect(closed).rejects.toMatchObject({ name: "AbortError" });
    expect(digest(await pool.decode("depth", small))).toEqual(digest(decodeDepth(small)));
  });
});

function plainMessage(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    return (error as Error).message;
  }
  return "";
}

describe("workers", () => {
  it("that idle end after a while", async () => {
    const own = new DecodePool({ workers: 2, idleMs: 20 });
    const threads = () => getActiveResourcesInfo().filter((name) => name === "MessagePort").length;
    await own.decode("depth", large);
    await expect.poll(threads, { timeout: 5000 }).toBeLessThanOrEqual(2);
  });

  it("do not keep a program alive", async () => {
    const program = `
      import { DecodePool, RgbImage } from "vision-peel";
      const painted = new RgbImage({ width: 8, height: 8, data: new Uint8Array(192) });
      const pool = new DecodePool({ idleMs: 600_000 });
      console.log((await pool.decode("depth", painted)).data.length);`;
    const out = await new Promise<string>((done, failed) => {
      execFile(
        process.execPath,
        ["--input-type=module", "-e", program],
        { timeout: 30_000 },
        (error, text) => (error ? failed(error) : done(text)),
      );
    });
    expect(out).toBe("64\n");
  });
});
