/** Files of test/oracles/datasets/formats.py, against what numpy, scipy, h5py and pickle put into them. */
import { readFileSync } from "node:fs";
import {
  isMatArray,
  isMatStruct,
  openHdf5,
  parsePickle,
  readFlo,
  readMat,
  readPickle,
} from "vision-peel/datasets";
import { describe, expect, it } from "vitest";
import { fixturePath } from "./fixtures.js";

const path = (name: string): string => fixturePath(`formats/${name}`);
const expected = JSON.parse(readFileSync(path("expected.json"), "utf8"));
const numbers = (data: ArrayLike<number | bigint>): number[] => Array.from(data, Number);

describe("pickles", () => {
  it.each([0, 1, 2, 3, 4, 5])("protocol %i", async (protocol) => {
    const value = await readPickle(path(`plain${protocol}.p`));
    expect(JSON.parse(JSON.stringify(value))).toEqual(expected.pickle);
  });

  it("texts of Python 2 are UTF-8 if they can be, and Latin-1 if not", async () => {
    expect(await readPickle(path("python2.p"))).toEqual([
      ...["café", "café", "café", "it's\n\\ A", "世 café"],
      ...[12345678901234567890n, true, -2.5],
    ]);
  });

  it.each(["hostile0.p", "hostile2.p", "hostile4.p", "hostileInst.p", "hostileObj.p"])(
    "%s asks for a function, and is refused",
    async (name) => {
      await expect(readPickle(path(name))).rejects.toThrow(/class or a function.*unless you trust/);
    },
  );

  it("no key of a dictionary reaches a prototype", () => {
    const value = parsePickle(Buffer.from("(dS'__proto__'\n(dS'polluted'\nI01\nss.", "latin1")) as object;
    expect(Object.keys(value)).toEqual(["__proto__"]);
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });
});

describe("MATLAB files", () => {
  it.each(["all5.mat", "all5z.mat"])("%s: every class of numbers, texts, cells and structs", async (name) => {
    const all = await readMat(path(name));
    for (const [key, { shape, data }] of Object.entries<{ shape: number[]; data: (number | string)[] }>(
      expected.mat,
    )) {
      const value = all[key];
      if (!isMatArray(value)) throw new Error(`${key} is no array`);
      expect(value.shape, key).toEqual(shape);
      if (key === "big") expect(Array.from(value.data, String)).toEqual(data);
      else expect(numbers(value.data), key).toEqual(data);
    }
    expect(all.text).toBe("café");
    // Column by column, as MATLAB counts cells.
    const [one, two, row, three] = all.cell as readonly never[];
    expect([one, two]).toEqual(["one", ["two"]]);
    expect(numbers((row as { data: number[] }).data)).toEqual(expected.cellRow);
    expect(numbers((three as { data: number[] }).data)).toEqual([3]);
    expect(isMatStruct(all.struct)).toBe(true);
    expect(all.struct).toMatchObject({ inner: { b: "deep" } });
    // What cannot be read is told as such, and does not hide the rest.
    expect([all.complex, all.sparse]).toEqual([undefined, undefined]);
    expect(Object.keys(await readMat(path(name), { variables: ["single"] }))).toEqual(["single"]);
  });

  it("level 4, in both byte orders", async () => {
    const { double, i32, text } = await readMat(path("all4.mat"));
    if (!isMatArray(double) || !isMatArray(i32)) throw new Error("no arrays");
    expect([numbers(double.data), numbers(i32.data)]).toEqual([
      expected.mat.double.data,
      expected.mat.i32.data,
    ]);
    expect(text).toBe("words");
    const { x } = await readMat(path("big4.mat"));
    expect(isMatArray(x) && numbers(x.data)).toEqual([1.5, 3.5, 2.5, 4.5]);
  });

  it("refuses what unpacks to more than it may have", async () => {
    for (const name of ["all5.mat", "all5z.mat", "all4.mat"])
      await expect(readMat(path(name), { maxBytes: 90 }), name).rejects.toThrow(/at most 90 bytes.*maxBytes/);
  });
});

describe("HDF5", () => {
  it.each([path("all.h5"), readFileSync(path("all.h5"))])(
    "every type of numbers, from a path and from bytes",
    async (source) => {
      const file = await openHdf5(source);
      for (const [kind, told] of Object.entries(expected.hdf5)) {
        const { shape, data } = file.read(`/numbers/${kind}`);
        expect(shape).toEqual([3, 4]);
        expect(numbers(data), kind).toEqual(told);
      }
      expect(numbers(file.read("scalar").data)).toEqual([3.5]);
      file.close();
      file.close();
    },
  );

  it("parts of packed arrays", async () => {
    const file = await openHdf5(path("all.h5"));
    const { shape, data } = file.read("packed", [
      [3, 5],
      [10, 13],
    ]);
    expect([shape, numbers(data)]).toEqual([
      [2, 3],
      [100, 101, 102, 130, 131, 132],
    ]);
    expect(
      numbers(
        file.read("soft", [
          [0, 1],
          [0, 2],
        ]).data,
      ),
    ).toEqual([0, 1]);
    expect(() => file.read("packed", [[3, 21]])).toThrow(/at least 21 on axis 0.*shape \(20, 30\)/);
    file.close();
  });

  it("tells what is no array, too large, or not in this file, and opens no other", async () => {
    const file = await openHdf5(path("all.h5"));
    expect([file.kindOf("numbers"), file.kindOf("packed"), file.kindOf("nothing")]).toEqual([
      "group",
      "array",
      undefined,
    ]);
    expect(() => file.read("nothing")).toThrow(/the array nothing, but is one with/);
    expect(() => file.read("numbers/f3")).toThrow(/one with .*f2/);
    expect(() => file.read("words")).toThrow(/plain numbers/);
    expect(() => file.read("pairs")).toThrow(/plain numbers/);
    expect(() => file.read("huge")).toThrow(/at most 1073741824 bytes at once/);
    for (const name of ["elsewhere", "broken", "outside"])
      expect(() => file.read(name), name).toThrow(/must be .*: /);
    file.close();
  });
});

it("flow, whose unknown places are NaN", async () => {
  const { width, height, channels, data } = await readFlo(path("small.flo"));
  expect([width, height, channels]).toEqual([3, 2, 2]);
  expect(numbers(data)).toEqual(expected.flo.map(Number));
});
