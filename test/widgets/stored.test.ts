import { decodeDepth, encodeDepth } from "vision-peel";
import { DepthMap, RgbImage } from "vision-peel/image";
import { describe, expect, it } from "vitest";
import { depthDefaults } from "../../widgets/dist/depth/state.js";
import { depthToStore } from "../../widgets/dist/depth/store.js";
import { unpackView } from "../../widgets/dist/shared/page/hosts/stored/unpack.js";
import { MOST_STORED_BYTES, type StoredView } from "../../widgets/dist/shared/stored/format.js";
import { packView } from "../../widgets/dist/shared/stored/pack.js";

const controls = {
  ...depthDefaults,
  near: 1,
  outside: "hidden",
  cursor: { x: 9, y: 5 },
} as const;

/** Noise that no compression makes small, from a fixed seed. */
function noise(length: number): Uint8Array {
  let state = 1;
  return Uint8Array.from({ length }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state >>> 24;
  });
}
const bytesOf = (value: unknown): Buffer => {
  const { buffer, byteOffset, byteLength } = value as DataView;
  return Buffer.from(buffer, byteOffset, byteLength);
};
const bitsOf = ({ buffer, byteOffset, byteLength }: Float32Array): Buffer =>
  Buffer.from(buffer, byteOffset, byteLength);
const width = 33;
const height = 21;
const rgb = (pixels = width * height) => noise(3 * pixels);

describe("a stored view", () => {
  it("gives every bit back, through JSON, with infinity and unknown among them", async () => {
    const data = Float32Array.from({ length: width * height }, (_, i) => 0.1 + i / 7);
    data.set([Infinity, Number.NaN, 0, 1e-30, 3e38], 4);
    const residual = data.map((metres) => metres / 3);
    const depth = new DepthMap({ width, height, data, residual });
    const photo = new RgbImage({ width, height, data: rgb() });
    const packed = await packView(
      depthToStore({ depth, painted: undefined, photo, truth: undefined }, controls),
    );
    const state = unpackView(JSON.parse(JSON.stringify(packed)));
    expect(bytesOf(state.depth)).toEqual(bitsOf(data));
    expect(bytesOf(state.residual)).toEqual(bitsOf(residual));
    expect(bytesOf(state.photo)).toEqual(Buffer.from(photo.data));
    expect(state).toMatchObject({ ...controls, width, height, painted: null, _view_name: "DepthView" });
    expect(state).not.toHaveProperty("note");
  });

  it("does not keep depth that its painting says, and keeps depth that it does not", async () => {
    const painted = new RgbImage({ width, height, data: rgb() });
    const said = depthToStore(
      { depth: decodeDepth(painted), painted, photo: undefined, truth: undefined },
      controls,
    );
    expect(Object.keys(said.planes)).toEqual(["painted"]);
    const other = decodeDepth(painted);
    other.data[7] += 1;
    const own = depthToStore({ depth: other, painted, photo: undefined, truth: undefined }, controls);
    expect(Object.keys(own.planes)).toEqual(["depth", "painted"]);
  });

  it("is kept smaller where it would be large, says so, and moves the cursor with it", async () => {
    const size = 1200;
    const painted = new RgbImage({ width: size, height: size, data: rgb(size * size) });
    const view = depthToStore(
      { depth: decodeDepth(painted), painted, photo: undefined, truth: undefined },
      controls,
    );
    const packed = await packView(view);
    expect(JSON.stringify(packed).length).toBeLessThan(MOST_STORED_BYTES + 4096);
    const state = unpackView(packed);
    const factor = size / (state.width as number);
    expect(factor).toBe(2);
    expect(state.note).toBe(
      "Kept in the notebook at 600 × 600 of 1200 × 1200 pixels. Run the cell for all of it.",
    );
    expect(state.cursor).toEqual({ x: 4, y: 2 });
    // Codes are never blended: what is left is a pixel that was there.
    const [x, y] = [17, 400];
    const there = painted.data.subarray(3 * ((2 * y + 1) * size + 2 * x + 1)).subarray(0, 3);
    expect([
      ...bytesOf(state.painted)
        .subarray(3 * (600 * y + x))
        .subarray(0, 3),
    ]).toEqual([...there]);
  });

  it("is rounded before it loses pixels: to 0.02 %, with sky and unknown as they are", async () => {
    const size = 500;
    const data = Float32Array.from({ length: size * size }, (_, i) =>
      i === 5 ? Infinity : i === 6 ? Number.NaN : 1 + Math.abs(Math.sin(i * 7.13)) * 9,
    );
    const depth = new DepthMap({ width: size, height: size, data });
    const view = depthToStore({ depth, painted: undefined, photo: undefined, truth: undefined }, controls);
    const exactBytes = JSON.stringify(await packView(view)).length;
    const packed = await packView(view, 0.7 * exactBytes);
    expect(JSON.stringify(packed).length).toBeLessThan(0.7 * exactBytes + 4096);
    const state = unpackView(packed);
    expect(state).toMatchObject({ width: size, height: size });
    expect(state.note).toBe("Kept in the notebook to 0.02 %. Run the cell for all of it.");
    const bytes = Uint8Array.from(bytesOf(state.depth));
    const kept = new Float32Array(bytes.buffer);
    expect([kept[5], kept[6]]).toEqual([Infinity, Number.NaN]);
    for (let i = 10; i < data.length; i++)
      if (Math.abs(kept[i] / data[i] - 1) > 2 ** -12) throw new Error(`${kept[i]} for ${data[i]}`);
  });

  it("keeps an exact painting of a million pixels whole", async () => {
    const size = 1024;
    const data = Float32Array.from({ length: size * size }, (_, i) => 1 + (i % size) / 100 + i / 4e5);
    const depth = new DepthMap({ width: size, height: size, data });
    const painted = encodeDepth(depth);
    const packed = await packView(
      depthToStore({ depth: decodeDepth(painted), painted, photo: undefined, truth: undefined }, controls),
    );
    expect(unpackView(packed)).toMatchObject({ width: size, height: size });
  });

  it("says in one sentence why it cannot be shown", async () => {
    const painted = new RgbImage({ width, height, data: rgb() });
    const packed = await packView(
      depthToStore({ depth: decodeDepth(painted), painted, photo: undefined, truth: undefined }, controls),
    );
    const damage = (change: object): StoredView => ({
      ...packed,
      planes: { painted: { ...packed.planes.painted, ...change } },
    });
    expect(() => unpackView(null)).toThrow("This output holds no view: run its cell again.");
    expect(() => unpackView({ ...packed, format: 2, version: "9.1.0" })).toThrow(/widgets 9\.1\.0: install/);
    const bad = /plane "painted"\): run its cell again/;
    const { data } = packed.planes.painted;
    expect(() => unpackView(damage({ data: data.slice(0, 400) }))).toThrow(bad);
    expect(() => unpackView(damage({ data: "%%" }))).toThrow(bad);
    expect(() => unpackView(damage({ height: height - 1 }))).toThrow(bad);
    expect(() => unpackView(damage({ width: 1e6, height: 1e6 }))).toThrow(bad);
    expect(() => unpackView(damage({ type: "float64" }))).toThrow(bad);
  });
});
