import { decodeNormals, RgbImage } from "vision-peel";
import type { Measure } from "../../cases.js";
import { compare, WrongResult } from "../../compare.js";
import { randomBytes } from "../../pictures.js";
import { startNumpy } from "./numpy.js";
import { NUMPY_NORMALS } from "./numpyPrograms.js";
import { copyMemory, normalsPlainly } from "./plain.js";

const SIDE = 1024;
/** Three floats and a residual. */
const BYTES = 16;

export const normalMeasure: Measure = async (rounds) => {
  const painted = new RgbImage({ width: SIDE, height: SIDE, data: randomBytes(3 * SIDE * SIDE) });
  const limits = { minLength: 0, maxLength: 2 };
  const expected = normalsPlainly(painted).vectors;
  // NumPy works in 32 bits throughout.
  const wrongIn = (vectors: Float32Array, most = 1e-6): string | undefined => {
    const wrong = vectors.findIndex((value, i) => Math.abs(value - expected[i]) > most);
    return wrong < 0 ? undefined : `value ${wrong} is ${vectors[wrong]} instead of ${expected[wrong]}`;
  };
  const numpy = await startNumpy<"normals">(painted.data, NUMPY_NORMALS);
  try {
    if (numpy) {
      await numpy.run("normals");
      const complaint = wrongIn(new Float32Array(await numpy.result()), 1e-5);
      if (complaint) throw new WrongResult(`NumPy, normals: ${complaint}`);
    }
    return await compare<Float32Array | undefined>(
      {
        name: "normals, 1024², random colours",
        amount: SIDE * SIDE,
        unit: "pixel",
        subject: "decodeNormals (WebAssembly)",
        rivals: [
          { name: "TypeScript, a plain loop", run: () => normalsPlainly(painted).vectors },
          ...(numpy
            ? [{ name: "NumPy over arrays", run: () => numpy.run("normals").then(() => undefined) }]
            : []),
          { name: "decodeNormals (WebAssembly)", run: () => decodeNormals(painted, limits).data },
          {
            name: "copying memory",
            run: () => {
              copyMemory(painted, BYTES);
              return undefined;
            },
          },
        ],
        verify: (vectors) => vectors && wrongIn(vectors),
      },
      rounds,
    );
  } finally {
    numpy?.end();
  }
};
