import { DecodePool } from "vision-peel";
import {
  decodeDepth,
  decodeInstances,
  decodeNormals,
  decodeReferring,
  decodeSemantic,
  dialectOf,
  dialects,
  encodeDepth,
  encodeNormals,
  normalsInFrame,
  registerDialect,
} from "vision-peel/codecs";
import { DepthMap, NormalMap, RgbImage } from "vision-peel/image";
import { renderScene, sampleScene } from "vision-peel/world";
import { describe, expect, it } from "vitest";

const row = (...metres: number[]) =>
  new DepthMap({ width: metres.length, height: 1, data: Float32Array.from(metres) });
const picture = (...colours: number[][]) =>
  new RgbImage({ width: colours.length, height: 1, data: Uint8Array.from(colours.flat()) });

describe("dialects", () => {
  it("are the paper's by default, and every result says so", () => {
    const painted = picture([220, 255, 0], [0, 0, 0]);
    const said = { dialect: "vision-banana" };
    expect(decodeDepth(painted).provenance).toMatchObject({ ...said, lambda: -3, unit: "metres" });
    expect(decodeNormals(painted).provenance).toMatchObject(said);
    expect(decodeSemantic(painted, { cat: "red" }).provenance).toMatchObject(said);
    expect(decodeInstances(painted).provenance).toMatchObject(said);
    expect(decodeReferring(painted, { cat: "red" }).provenance).toMatchObject(said);
    expect(encodeDepth(row(2)).provenance).toMatchObject(said);
    expect(decodeDepth(painted, { dialect: "vision-banana" }).data).toEqual(decodeDepth(painted).data);
    // A code that is nobody's has no name.
    expect(decodeDepth(painted, { code: "grey" }).provenance).not.toHaveProperty("dialect");
  });

  it("read relative depth as it is painted: bright is near for inverse depth, far for depth", () => {
    const greys = picture([255, 255, 255], [128, 128, 128], [51, 51, 51], [0, 0, 0]);
    for (const dialect of ["open-vision-banana", "lotus-disparity"]) {
      const depth = decodeDepth(greys, { dialect });
      expect([...depth.data].map((value) => Number(value.toFixed(4)))).toEqual([1, 1.9922, 5, Infinity]);
      expect(depth.provenance).toMatchObject({ dialect, unit: "relative" });
    }
    for (const dialect of ["marigold", "lotus"]) {
      const depth = decodeDepth(greys, { dialect });
      expect([...depth.data].map((value) => Number(value.toFixed(4)))).toEqual([1, 0.502, 0.2, 0]);
      expect([...encodeDepth(depth, { dialect }).data]).toEqual([...greys.data]);
    }
  });

  it("paint normals in their axes and read them into the camera's", () => {
    const facing = { right: [1, 0, 0], up: [0, 1, 0], viewer: [0, 0, 1] };
    const normals = new NormalMap({
      width: 3,
      height: 1,
      data: Float32Array.from(Object.values(facing).flat()),
    });
    const painted = (dialect: string) => [...encodeNormals(normals, { dialect }).data];
    // Marigold's documentation: [0, 0, 1] is (128, 128, 255); the paper's red is to the left.
    expect(painted("marigold")).toEqual([255, 128, 128, 128, 255, 128, 128, 128, 255]);
    expect(painted("open-vision-banana")).toEqual(painted("marigold"));
    expect(painted("lotus")).toEqual([0, 128, 128, 128, 255, 128, 128, 128, 255]);
    expect(painted("vision-banana")).toEqual([...encodeNormals(normals).data]);
    const scene = renderScene(sampleScene({ seed: 2, kind: "yard" }), { width: 64, height: 48 }).normals;
    for (const { name } of dialects()) {
      const back = decodeNormals(encodeNormals(scene, { dialect: name }), { dialect: name });
      expect(back.provenance).toMatchObject({ dialect: name });
      scene.data.forEach((value, i) => {
        if (Number.isNaN(value)) expect(back.data[i]).toBeNaN();
        else expect(Math.abs(back.data[i] - value), name).toBeLessThan(0.01);
      });
    }
  });

  it("are registered by their users, with codes for some tasks", async () => {
    registerDialect({
      name: "street",
      depth: { path: ["black", "red", "white"], transform: { kind: "log", near: 1, far: 100 } },
      normals: { frame: "opencv" },
      semantic: { background: "(40, 40, 40)" },
      instances: { background: "white", tolerance: 30 },
    });
    expect(dialects().map(({ name }) => name)).toContain("street");
    const depth = decodeDepth(encodeDepth(row(1, 10, 50), { dialect: "street" }), { dialect: "street" });
    expect([...depth.data].map((metres) => Number(metres.toFixed(0)))).toEqual([1, 10, 50]);
    expect(depth.provenance).toMatchObject({ dialect: "street" });
    const normal = new NormalMap({ width: 1, height: 1, data: Float32Array.of(0.6, 0, 0.8) });
    const [x, y, z] = normalsInFrame(normal, "opencv");
    const level = (component: number) => Math.round(127.5 * (1 + component));
    expect([...encodeNormals(normal, { dialect: "street" }).data]).toEqual([level(x), level(y), level(z)]);
    const labels = decodeSemantic(picture([255, 0, 0], [45, 40, 36]), { cat: "red" }, { dialect: "street" });
    expect([...labels.data]).toEqual([1, 0]);
    expect(labels.residual?.[1]).toBeCloseTo(Math.hypot(5, 4), 4);
    expect(decodeInstances(picture([255, 255, 255]), { dialect: "street" }).provenance).toMatchObject({
      dialect: "street",
      tolerance: 30,
      background: [255, 255, 255],
    });
    // What the call says comes first.
    expect(decodeInstances(picture([9, 9, 9]), { dialect: "street", tolerance: 5 }).provenance).toMatchObject(
      { tolerance: 5 },
    );
    expect(() => decodeReferring(picture([1, 1, 1]), { cat: "red" }, { dialect: "street" })).toThrow(
      /dialect must be one with a code for referring, but is "street": it has one for depth, normals, semantic, instances only/,
    );
    // Workers do not share this program's memory.
    const large = renderScene(sampleScene({ seed: 1 }), { width: 96, height: 64 }).depth;
    const wide = new DepthMap({
      width: 1536,
      height: 1024,
      data: Float32Array.from({ length: 1536 * 1024 }, (_, i) => large.data[i % large.data.length]),
    });
    const painted = encodeDepth(wide, { dialect: "street" });
    const pool = new DecodePool({ workers: 2 });
    const pooled = await pool.decode("depth", painted, [{ dialect: "street", margin: true }]);
    pool.close();
    const here = decodeDepth(painted, { dialect: "street", margin: true });
    expect(pooled.data).toEqual(here.data);
    expect(pooled.margin).toEqual(here.margin);
    expect(pooled.provenance).toEqual(here.provenance);
  });

  it("can be given as they are, without being registered", () => {
    const mine = { name: "once", depth: "grey:linear:far=10" };
    expect(decodeDepth(picture([51, 51, 51]), { dialect: mine }).data[0]).toBeCloseTo(2, 6);
    expect(() => dialectOf("once")).toThrow(/dialect must be one of vision-banana, .*, but is "once"/);
  });

  it.each([
    [{ name: "", depth: "grey" }, /dialect.name must be a text/],
    [{ depth: "grey" }, /dialect.name must be a text/],
    [{ name: "empty" }, /dialect must be one with a code for depth, normals/],
    [{ name: "marigold", depth: "grey" }, /dialect.name must be a name of its own, but is "marigold"/],
    [undefined, /dialect.name must be a text/],
    [{ name: "x", depth: "zz" }, /code must be begun with one of cube/],
    [{ name: "x", depth: { path: "grey", unti: "metres" } }, /options of a code .*"unti": write unit/],
    [{ name: "x", depth: 7 }, /options of a code must be an object, but is 7/],
    [{ name: "x", normals: { frame: "q" } }, /dialect.normals.frame must be one of camera/],
    [{ name: "x", normals: "opencv" }, /options of dialect.normals must be an object/],
    [{ name: "x", semantic: { background: "zzz" } }, /dialect.semantic.background must be a colour/],
    [{ name: "x", instances: { background: null } }, /dialect.instances.background must be a colour/],
    [{ name: "x", instances: { tolerance: -1 } }, /dialect.instances.tolerance must be above 0/],
    [{ name: "x", depht: "grey" }, /options of the dialect x .*"depht": write depth/],
  ])("refuses to register %o", (dialect, message) => {
    expect(() => registerDialect(dialect as unknown as { name: string })).toThrow(message);
  });

  it("are the only choice of a code", () => {
    const both = { dialect: "marigold", code: "grey" };
    expect(() => decodeDepth(picture([0, 0, 0]), both)).toThrow(
      /dialect must be the only choice of a code, but is given beside code/,
    );
    expect(() => decodeDepth(picture([0, 0, 0]), { dialect: "marigold", lambda: -2 })).toThrow(
      /given beside lambda or c/,
    );
  });
});
