import { decodeNormals, RgbImage } from "vision-peel";
import type { Measure } from "../../cases.js";
import { compare } from "../../compare.js";
import { randomBytes } from "../../pictures.js";

const SIDE = 1024;

/** The formula for every pixel; limits of length left out. */
function decodePlainly({ data }: RgbImage): Float32Array {
  const vectors = new Float32Array(data.length);
  for (let at = 0; at < data.length; at += 3) {
    const n = [1 - (2 * data[at]) / 255, (2 * data[at + 1]) / 255 - 1, (2 * data[at + 2]) / 255 - 1];
    const length = Math.hypot(...n);
    vectors.set(
      n.map((one) => one / length),
      at,
    );
  }
  return vectors;
}

export const normalMeasure: Measure = async (rounds) => {
  const painted = new RgbImage({ width: SIDE, height: SIDE, data: randomBytes(3 * SIDE * SIDE) });
  const limits = { minLength: 0, maxLength: 2 };
  const expected = decodePlainly(painted);
  return await compare(
    {
      name: "normals, 1024², random colours",
      amount: SIDE * SIDE,
      unit: "pixel",
      rivals: [
        { name: "TypeScript, the formula per pixel", run: () => decodePlainly(painted) },
        { name: "decodeNormals (WebAssembly)", run: () => decodeNormals(painted, limits).data },
      ],
      verify: (vectors) => {
        const wrong = vectors.findIndex((value, i) => Math.abs(value - expected[i]) > 1e-6);
        return wrong < 0 ? undefined : `value ${wrong} is ${vectors[wrong]} instead of ${expected[wrong]}`;
      },
    },
    rounds,
  );
};
