import { decodeSemantic, designLegend, RgbImage } from "vision-peel";
import type { Measure } from "../../cases.js";
import { compare, WrongResult } from "../../compare.js";
import { differenceOf } from "../../differenceOf.js";
import { randomBytes } from "../../pictures.js";
import { startNumpy } from "./numpy.js";
import { NUMPY_CLASSES } from "./numpyPrograms.js";
import { paintedPatches } from "./patches.js";
import { classesPlainly, copyMemory } from "./plain.js";

const SIDE = 1024;
/** Two for the id, four each for residual and margin. */
const BYTES = 10;

interface Planes {
  readonly ids: Uint16Array;
  readonly residual: Float32Array;
  readonly margin: Float32Array;
}

type Classes = ReturnType<typeof designLegend>;

const planesOf = ({ data, residual, margin }: ReturnType<typeof decodeSemantic>): Planes => ({
  ids: data,
  residual,
  margin,
});

/** @param aim how many times as fast as the plain loop it is to be */
function classContest(name: string, painted: RgbImage, legend: Classes, aim?: number): Measure {
  return async (rounds) => {
    const colours = Float64Array.from(legend.flatMap(({ colour }) => [...colour]));
    const idOf = Uint16Array.from(legend, ({ id }) => id);
    const expected = classesPlainly(painted, colours, idOf);
    const into = decodeSemantic(painted, legend);
    const numpy = await startNumpy<"classes">(painted.data, NUMPY_CLASSES, {
      "colours.bin": new Uint8Array(colours.buffer),
      "ids.bin": new Uint8Array(idOf.buffer),
    });
    try {
      if (numpy) {
        await numpy.run("classes");
        const complaint = differenceOf("ids", new Uint16Array(await numpy.result()), expected.ids);
        if (complaint) throw new WrongResult(`NumPy, classes: ${complaint}`);
      }
      return await compare<Planes | undefined>(
        {
          name,
          amount: SIDE * SIDE,
          unit: "pixel",
          subject: "decodeSemantic (WebAssembly)",
          rivals: [
            {
              name: "TypeScript, a plain loop",
              ...(aim && { aim }),
              run: () => classesPlainly(painted, colours, idOf),
            },
            ...(numpy
              ? [
                  {
                    name: "NumPy, products of matrices",
                    run: () => numpy.run("classes").then(() => undefined),
                  },
                ]
              : []),
            {
              name: "decodeSemantic (WebAssembly)",
              run: () => planesOf(decodeSemantic(painted, legend)),
            },
            {
              name: "the same into arrays that are there",
              run: () => planesOf(decodeSemantic(painted, legend, { into })),
            },
            {
              name: "copying memory",
              run: () => {
                copyMemory(painted, BYTES);
                return undefined;
              },
            },
          ],
          verify: (planes) =>
            planes &&
            (differenceOf("ids", planes.ids, expected.ids) ??
              differenceOf("residual", planes.residual, expected.residual) ??
              differenceOf("margin", planes.margin, expected.margin)),
        },
        rounds,
      );
    } finally {
      numpy?.end();
    }
  };
}

const named = (count: number) => designLegend(Array.from({ length: count - 1 }, (_, i) => `class ${i + 1}`));

const noise = () => new RgbImage({ width: SIDE, height: SIDE, data: randomBytes(3 * SIDE * SIDE) });

/** Times as fast as the plain loop, which looks at every class. */
const AIMS: Readonly<Record<number, number>> = { 150: 50 };

const contests = (count: number): Measure[] => {
  const legend = named(count);
  return [
    (rounds) =>
      classContest(
        `${count} classes, 1024², painted`,
        paintedPatches(legend, SIDE, SIDE),
        legend,
        AIMS[count],
      )(rounds),
    (rounds) => classContest(`${count} classes, 1024², random colours`, noise(), legend, AIMS[count])(rounds),
  ];
};

export const classMeasures: readonly Measure[] = [
  (rounds) => contests(19)[0](Math.min(rounds, 7)),
  (rounds) => contests(150)[0](Math.min(rounds, 5)),
  (rounds) => contests(150)[1](Math.min(rounds, 5)),
];
