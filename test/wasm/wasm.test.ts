/** The WebAssembly modules against their twins in TypeScript: the same bits, whatever comes. */
import { readFileSync } from "node:fs";
import { afterEach, describe, expect, it, vi } from "vitest";
import { bytesModule } from "../../scripts/buildWasm.mjs";
import { depthTables } from "../../src/codecs/depth/tables.js";
import { NearestColour } from "../../src/codecs/semantic/nearestColour.js";
import { randomFrom } from "../../src/random.js";
import { fillDepth } from "../../src/wasm/depth.js";
import { CHUNK_PIXELS, startWasm } from "../../src/wasm/instance.js";
import { fillNormals } from "../../src/wasm/normals.js";
import { fillDepthPlainly, fillNormalsPlainly } from "../../src/wasm/twins/index.js";

const full = process.env.PEEL_CI === "1";
/** Sizes around what is taken at once. */
const sizes = [1, 2, 3, 5, 1023, CHUNK_PIXELS - 1, CHUNK_PIXELS, CHUNK_PIXELS + 1, 3 * CHUNK_PIXELS + 2];

function randomBytes(length: number): Uint8Array {
  const random = randomFrom(length);
  return Uint8Array.from({ length }, () => random.integer(0, 255));
}

/** How many values differ, NaN being equal to NaN. */
function differences(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let count = a.length === b.length ? 0 : 1;
  for (let i = 0; i < a.length; i++)
    if (a[i] !== b[i] && !(Number.isNaN(a[i]) && Number.isNaN(b[i]))) count++;
  return count;
}

/** The cube in slices of 2^20 colours, RGB interleaved; all of it in continuous integration. */
function* slicesOfTheCube(): Generator<Uint8Array> {
  for (let first = 0; first < 2 ** 24; first += full ? 2 ** 20 : 2 ** 22) {
    const pixels = new Uint8Array(3 * 2 ** 20);
    for (let i = 0; i < 2 ** 20; i++) {
      pixels[3 * i] = (first + i) >> 16;
      pixels[3 * i + 1] = ((first + i) >> 8) & 255;
      pixels[3 * i + 2] = (first + i) & 255;
    }
    yield pixels;
  }
}

it("the bytes are those of the sources", async () => {
  expect(readFileSync("src/wasm/bytes.ts", "utf8")).toBe(await bytesModule());
});

describe("depth", () => {
  const tables = [depthTables().metresOfStep, depthTables({ lambda: -2, c: 1 }).metresOfStep];

  function both(pixels: Uint8Array, channels: 3 | 4, table: Float32Array): number {
    const planes = Array.from({ length: 4 }, () => new Float32Array(pixels.length / channels));
    expect(fillDepth(pixels, channels, table, planes[0], planes[1])).toBe(true);
    fillDepthPlainly(pixels, channels, table, planes[2], planes[3]);
    return differences(planes[0], planes[2]) + differences(planes[1], planes[3]);
  }

  it("of every colour", { timeout: 120_000 }, () => {
    for (const pixels of slicesOfTheCube()) expect(both(pixels, 3, tables[0])).toBe(0);
  });

  it.each(sizes)("of %i pixels, RGB and RGBA, one code after the other", (count) => {
    for (const channels of [3, 4] as const)
      for (const table of tables) expect(both(randomBytes(channels * count), channels, table)).toBe(0);
  });
});

describe("normals", () => {
  function both(pixels: Uint8Array, least: number, most: number): number {
    const count = pixels.length / 3;
    const vectors = [new Float32Array(3 * count), new Float32Array(3 * count)];
    const residual = [new Float32Array(count), new Float32Array(count)];
    expect(fillNormals(pixels, least, most, vectors[0], residual[0])).toBe(true);
    fillNormalsPlainly(pixels, least, most, vectors[1], residual[1]);
    return differences(vectors[0], vectors[1]) + differences(residual[0], residual[1]);
  }

  it("of every colour", { timeout: 120_000 }, () => {
    for (const pixels of slicesOfTheCube()) expect(both(pixels, 4065, 146_306)).toBe(0);
  });

  it.each(sizes)("of %i pixels, with other limits", (count) => {
    expect(both(randomBytes(3 * count), 0, 195_075)).toBe(0);
    expect(both(randomBytes(3 * count), 60_000, 70_000)).toBe(0);
  });
});

describe("nearest colour", () => {
  it.each(sizes)("of %i pixels", (count) => {
    const pixels = randomBytes(3 * count);
    for (const classes of [1, 2, 3, 4, 5, 19, 256]) {
      const levels = randomBytes(3 * classes);
      const colours = Array.from(
        { length: classes },
        (_, i) => [...levels.subarray(3 * i, 3 * i + 3)] as never,
      );
      const [ours, plain] = [false, true].map((isPlain) => {
        const nearest = new NearestColour(colours, { plain: isPlain });
        const planes = { residual: new Float32Array(count), margin: new Float32Array(count) };
        const [withPlanes, alone] = [new Uint8Array(count), new Uint8Array(count)];
        nearest.classify(pixels, { classes: withPlanes, ...planes });
        nearest.classify(pixels, { classes: alone });
        return { ...planes, withPlanes, alone };
      });
      expect(differences(ours.alone, plain.alone)).toBe(0);
      expect(differences(ours.withPlanes, plain.withPlanes)).toBe(0);
      expect(differences(ours.residual, plain.residual)).toBe(0);
      expect(differences(ours.margin, plain.margin)).toBe(0);
    }
  });
});

describe("without WebAssembly", () => {
  afterEach(() => vi.unstubAllGlobals());

  it("or where a page forbids it, there is no instance, and the twins decode", () => {
    vi.stubGlobal("WebAssembly", undefined);
    expect(startWasm("AGFzbQEAAAA=")).toBeUndefined();
    const nearest = new NearestColour([
      [0, 0, 0],
      [255, 0, 0],
    ]);
    const classes = new Uint8Array(1);
    nearest.classify(Uint8Array.of(250, 3, 4), { classes });
    expect(classes[0]).toBe(1);
    vi.stubGlobal("WebAssembly", {
      Module: class {
        constructor() {
          throw new EvalError("refused by the content security policy");
        }
      },
    });
    expect(startWasm("AGFzbQEAAAA=")).toBeUndefined();
  });
});
