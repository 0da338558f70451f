/** What the robust options of `decodeDepth` are worth: the table in docs/depth.md. */
import { corrupt, type DecodeDepthOptions, decodeDepth, encodeDepth } from "vision-peel/codecs";
import { type DepthMap, RgbImage } from "vision-peel/image";
import { renderScene, sampleScene } from "vision-peel/world";

const SIZE = { width: 240, height: 180 };
const SEEDS = [1, 2, 3, 4, 5, 6, 7, 8];

type Disturbance = (painted: RgbImage, seed: number) => RgbImage;

/** All channels stretched to 3 to 252: a pull that is the same everywhere. */
const pulled = ({ width, height, data }: RgbImage): RgbImage =>
  new RgbImage({ width, height, data: data.map((level) => Math.round(3 + (level * 249) / 255)) });

const PICTURES: readonly { name: string; kind: "room" | "yard"; disturb: Disturbance }[] = [
  { name: "rooms, published noise", kind: "room", disturb: (painted, seed) => corrupt(painted, { seed }) },
  {
    name: "rooms, JPEG 80 on top",
    kind: "room",
    disturb: (painted, seed) => corrupt(painted, { seed, jpeg: 80 }),
  },
  {
    name: "rooms, grain of 6 levels",
    kind: "room",
    disturb: (painted, seed) => corrupt(painted, { seed, noise: 6 }),
  },
  {
    name: "yards, white not kept",
    kind: "yard",
    disturb: (painted, seed) => corrupt(painted, { seed, keepWhite: false }),
  },
  {
    name: "yards, pulled inwards by 3",
    kind: "yard",
    disturb: (painted, seed) => corrupt(pulled(painted), { seed, drift: 0.5, keepWhite: false }),
  },
];

const OPTIONS: readonly (readonly [name: string, options: DecodeDepthOptions])[] = [
  ["none", {}],
  ["`maxResidual: 16`", { maxResidual: 16 }],
  ["`fill: true`", { fill: true }],
  ["`median: 3`", { median: 3 }],
  ["`inwardBias: true`", { inwardBias: true }],
  ["`endLevels: 4`", { endLevels: 4 }],
  ["all but `maxResidual`", { fill: true, median: 3, inwardBias: true, endLevels: 4 }],
];

/** Means over the seeds, shares from 0 to 1. */
export interface RobustFigures {
  /** where both are finite */
  absRel: number;
  /** of what has a depth, read more than a tenth wrong, infinite or not at all */
  lost: number;
  unknown: number;
  /** of the sky, read as infinite; NaN without sky */
  sky: number;
  /** seeds at which less is lost than without any option */
  better: number;
}

export interface RobustRow extends RobustFigures {
  readonly pictures: string;
  readonly options: string;
}

/** Decodes 8 pictures of each kind with every option. */
export function robustRows(): RobustRow[] {
  return PICTURES.flatMap(({ name, kind, disturb }) => {
    const found = OPTIONS.map((): ReturnType<typeof compare>[] => []);
    for (const seed of SEEDS) {
      const truth = renderScene(sampleScene({ seed, kind }), SIZE).depth;
      const painted = disturb(encodeDepth(truth), seed);
      OPTIONS.forEach(([, options], i) => {
        found[i].push(compare(truth, decodeDepth(painted, options)));
      });
    }
    return OPTIONS.map(([options], i) => {
      const mean = (of: (one: ReturnType<typeof compare>) => number) =>
        found[i].reduce((sum, one) => sum + of(one), 0) / SEEDS.length;
      return {
        pictures: name,
        options,
        absRel: mean((one) => one.absRel),
        lost: mean((one) => one.lost),
        unknown: mean((one) => one.unknown),
        sky: mean((one) => one.sky),
        better: found[i].filter((one, seed) => one.lost < found[0][seed].lost).length,
      };
    });
  });
}

function compare(truth: DepthMap, decoded: DepthMap) {
  let [relative, both, lost, finite, unknown, sky] = [0, 0, 0, 0, 0, 0];
  truth.data.forEach((metres, i) => {
    const read = decoded.data[i];
    if (Number.isNaN(read)) unknown++;
    if (!Number.isFinite(metres)) {
      if (read === Infinity) sky++;
      return;
    }
    finite++;
    const error = Math.abs(read - metres) / metres;
    if (!(error <= 0.1)) lost++;
    if (!Number.isFinite(read)) return;
    both++;
    relative += error;
  });
  const { length } = truth.data;
  return {
    absRel: relative / both,
    lost: lost / finite,
    unknown: unknown / length,
    sky: sky / (length - finite),
  };
}

/** As docs/depth.md shows it. */
export function markdownOf(rows: readonly RobustRow[]): string {
  const percent = (share: number, digits: number) =>
    Number.isNaN(share) ? "" : `${(100 * share).toFixed(digits)} %`;
  return [
    "| pictures | option | AbsRel | lost | less lost | unknown | sky found |",
    "|---|---|---|---|---|---|---|",
    ...rows.map(({ pictures, options, absRel, lost, unknown, sky, better }) =>
      [
        "",
        pictures,
        options,
        absRel.toFixed(4),
        percent(lost, 2),
        options === "none" ? "" : `${better} of 8`,
        percent(unknown, 2),
        percent(sky, 0),
        "",
      ]
        .join(" | ")
        .trim(),
    ),
  ].join("\n");
}
