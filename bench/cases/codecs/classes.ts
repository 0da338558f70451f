import { decodeSemantic, designLegend, RgbImage } from "vision-peel";
import type { Measure } from "../../cases.js";
import { compare } from "../../compare.js";
import { differenceOf } from "../../differenceOf.js";
import { randomBytes } from "../../pictures.js";
import { paintedPatches } from "./patches.js";

const SIDE = 1024;

interface Planes {
  readonly ids: Uint16Array;
  readonly residual?: Float32Array;
  readonly margin?: Float32Array;
}

type Classes = ReturnType<typeof designLegend>;

/** Every class for every pixel, in floats. */
function decodePlainly({ data }: RgbImage, legend: Classes): Planes {
  const ids = new Uint16Array(data.length / 3);
  const residual = new Float32Array(ids.length);
  const margin = new Float32Array(ids.length);
  for (let i = 0; i < ids.length; i++) {
    let best = Infinity;
    let second = Infinity;
    for (const { id, colour } of legend) {
      const distance = Math.sqrt(
        (data[3 * i] - colour[0]) ** 2 +
          (data[3 * i + 1] - colour[1]) ** 2 +
          (data[3 * i + 2] - colour[2]) ** 2,
      );
      if (distance < best) {
        second = best;
        best = distance;
        ids[i] = id;
      } else if (distance < second) second = distance;
    }
    residual[i] = best;
    margin[i] = second - best;
  }
  return { ids, residual, margin };
}

function classContest(name: string, painted: RgbImage, legend: Classes): Measure {
  return async (rounds) => {
    const expected = decodePlainly(painted, legend);
    return await compare<Planes>(
      {
        name,
        amount: SIDE * SIDE,
        unit: "pixel",
        rivals: [
          { name: "TypeScript, every class per pixel", run: () => decodePlainly(painted, legend) },
          {
            name: "decodeSemantic (WebAssembly)",
            run: () => {
              const { data, residual, margin } = decodeSemantic(painted, legend);
              return { ids: data, residual, margin };
            },
          },
        ],
        verify: ({ ids, residual, margin }) =>
          differenceOf("ids", ids, expected.ids) ??
          differenceOf("residual", residual ?? [], expected.residual ?? []) ??
          differenceOf("margin", margin ?? [], expected.margin ?? []),
      },
      rounds,
    );
  };
}

const named = (count: number) => designLegend(Array.from({ length: count - 1 }, (_, i) => `class ${i + 1}`));

const noise = () => new RgbImage({ width: SIDE, height: SIDE, data: randomBytes(3 * SIDE * SIDE) });

const contests = (count: number): Measure[] => {
  const legend = named(count);
  return [
    (rounds) =>
      classContest(`${count} classes, 1024², painted`, paintedPatches(legend, SIDE, SIDE), legend)(rounds),
    (rounds) => classContest(`${count} classes, 1024², random colours`, noise(), legend)(rounds),
  ];
};

export const classMeasures: readonly Measure[] = [
  (rounds) => contests(19)[0](Math.min(rounds, 7)),
  (rounds) => contests(150)[0](Math.min(rounds, 5)),
  (rounds) => contests(150)[1](Math.min(rounds, 5)),
];
