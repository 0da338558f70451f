import { type DecodedInstances, decodeInstances, encodeInstances, InstanceMap, RgbImage } from "vision-peel";
import type { Measure } from "../cases.js";
import { compare } from "../compare.js";
import type { FindingsReport } from "../findings.js";
import { randomBytes } from "../pictures.js";
import { countPlainly } from "../plainInstances.js";
import { spreadOf } from "../statistics.js";

const SIDE = 1024;

/** Pictures of different kinds beside the plain decoder, then one kind at growing sizes. */
export function instanceMeasures(): readonly Measure[] {
  return [
    async (rounds) =>
      compare(contest("things on a background, a third of the picture", things(SIDE)), rounds),
    async (rounds) => compare(contest("a mosaic without background", mosaic(SIDE)), rounds),
    async (rounds) => compare(contest("random colours, a million components", noise(SIDE)), rounds),
    async (rounds) => timesBySize(Math.min(rounds, 7)),
  ];
}

function contest(name: string, painted: RgbImage) {
  const count = countPlainly(painted);
  return {
    name: `decode instances: ${name}, ${SIDE}²`,
    amount: SIDE * SIDE,
    unit: "pixel",
    rivals: [
      { name: "a queue of pixels, counting only", run: () => countPlainly(painted) },
      { name: "runs of rows, with all records (the library)", run: () => keptBy(decodeInstances(painted)) },
    ],
    verify: (got: number) => (got === count ? undefined : `${got} components are kept instead of ${count}`),
  };
}

/** Components before merging, which the plain decoder leaves out. */
function keptBy({ instances, provenance }: DecodedInstances): number {
  const { merged } = provenance?.components as { merged: number };
  return instances.length + merged;
}

function timesBySize(rounds: number): FindingsReport {
  const sizes = [1024, 2048, 4096];
  const perMegapixel = sizes.map((side) => {
    const painted = things(side);
    const megapixels = (side * side) / 1e6;
    const times = Array.from({ length: rounds + 1 }, () => {
      const start = performance.now();
      decodeInstances(painted);
      return (performance.now() - start) / megapixels;
    });
    // The first one compiles.
    return spreadOf(times.slice(1)).medianMs;
  });
  const findings = sizes.map((side, i) => ({
    what: `${side} × ${side} pixels`,
    value: perMegapixel[i],
    unit: "ms/MP",
    aim: "60 or less",
  }));
  const growth = perMegapixel[2] / perMegapixel[0];
  const what = "16 times the pixels, time per pixel";
  findings.push({ what, value: growth, unit: "×", aim: "about 1: linear" });
  return { title: "decode instances: things on a background, by size", findings };
}

/** Forty discs of different sizes in their colours, over each other, with a level or two of noise. */
function things(side: number): RgbImage {
  const ids = new Uint16Array(side * side);
  for (let id = 1; id <= 40; id++) {
    // A sequence that fills the square evenly (Roberts, "The unreasonable effectiveness of quasirandom sequences").
    const cx = side * ((id * 0.7548776662466927) % 1);
    const cy = side * ((id * 0.5698402909980532) % 1);
    const radius = (side / 24) * (1 + (id % 5) / 4);
    for (let y = Math.max(0, Math.ceil(cy - radius)); y < Math.min(side, cy + radius); y++) {
      const half = Math.sqrt(Math.max(0, radius ** 2 - (y - cy) ** 2));
      ids.fill(
        id,
        y * side + Math.max(0, Math.ceil(cx - half)),
        y * side + Math.min(side, Math.ceil(cx + half)),
      );
    }
  }
  return withNoise(encodeInstances(new InstanceMap({ width: side, height: side, data: ids })));
}

function mosaic(side: number): RgbImage {
  const data = Uint16Array.from({ length: side * side }, (_, i) => {
    const [x, y] = [(i % side) >> 6, Math.floor(i / side) >> 6];
    return 1 + x + (side >> 6) * y;
  });
  return withNoise(encodeInstances(new InstanceMap({ width: side, height: side, data })));
}

const noise = (side: number): RgbImage =>
  new RgbImage({ width: side, height: side, data: randomBytes(3 * side * side) });

function withNoise({ width, height, data }: RgbImage): RgbImage {
  const grain = randomBytes(data.length);
  return new RgbImage({ width, height, data: data.map((level, i) => Math.max(0, level - (grain[i] & 1))) });
}
