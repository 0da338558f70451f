import { encodeMask, maskIou } from "vision-peel/image";
import {
  angularErrors,
  confusionMatrix,
  normalScores,
  PooledNormals,
  SampleMeans,
  scoreDepth,
} from "vision-peel/metrics";
import type { Measure } from "../../cases.js";
import type { FindingsReport } from "../../findings.js";
import { scoreContest } from "./contest.js";
import { NUMPY_CONFUSION, NUMPY_DEPTH, NUMPY_NORMALS } from "./numpyPrograms.js";
import { blobs, depthPair, idPair, normalPair, SIDE } from "./pictures.js";

const bytes = ({ buffer, byteOffset, byteLength }: Uint8Array | Float32Array): Uint8Array =>
  new Uint8Array(buffer, byteOffset, byteLength);
const PIXELS = SIDE * SIDE;

const depth: Measure = (rounds) => {
  const [predicted, known] = depthPair();
  const planes = [predicted, known].map((data) => ({ width: SIDE, height: SIDE, data }));
  const rules = { title: "bench", min: 1e-3, max: 10, crop: "none" } as const;
  return scoreContest(
    {
      ...{ name: "depth by ZoeDepth's protocol, 1024²", amount: PIXELS, unit: "pixel", tolerance: 1e-6 },
      ours: {
        name: "scoreDepth",
        run() {
          const { values } = scoreDepth(planes[0], planes[1], { protocol: "zoedepth", rules });
          const { d1, d2, d3, absRel, sqRel, rmse, rmseLog, log10, siLog } = values;
          return [d1, d2, d3, absRel, sqRel, rmse, rmseLog, log10, siLog];
        },
      },
      numpy: {
        ...{ way: "zoedepth", program: NUMPY_DEPTH, aim: 1 },
        files: { "predicted.bin": bytes(predicted), "true.bin": bytes(known) },
      },
    },
    rounds,
  );
};

const normals: Measure = (rounds) => {
  const [predicted, known] = normalPair();
  return scoreContest(
    {
      ...{ name: "normals by DSINE's protocol, 1024²", amount: PIXELS, unit: "pixel", tolerance: 1e-4 },
      ours: {
        name: "angularErrors and normalScores",
        run() {
          const { mean, median, rmse, below } = normalScores(angularErrors(predicted, known));
          return [mean, median, rmse, ...below];
        },
      },
      numpy: {
        ...{ way: "dsine", program: NUMPY_NORMALS, aim: 1 },
        files: { "predicted.bin": bytes(predicted), "true.bin": bytes(known) },
      },
    },
    rounds,
  );
};

const confusion: Measure = (rounds) => {
  const [predicted, known] = idPair();
  return scoreContest(
    {
      ...{ name: "confusion of 34 classes, 1024²", amount: PIXELS, unit: "pixel", tolerance: 0 },
      ours: { name: "confusionMatrix", run: () => confusionMatrix(predicted, known, 34) },
      numpy: {
        ...{ way: "confusion", program: NUMPY_CONFUSION },
        files: { "predicted.bin": predicted, "true.bin": known },
      },
    },
    rounds,
  );
};

/** What one would write: masks as they are, pixel by pixel. */
function iouPlainly(ours: readonly Uint8Array[], theirs: readonly Uint8Array[]): number[] {
  return ours.flatMap((one) =>
    theirs.map((other) => {
      let [both, either] = [0, 0];
      for (let i = 0; i < one.length; i++) {
        if (one[i] && other[i]) both++;
        if (one[i] || other[i]) either++;
      }
      return either === 0 ? 0 : both / either;
    }),
  );
}

const iou: Measure = (rounds) => {
  const [ours, theirs] = [blobs(20, 1), blobs(20, 2)];
  const size = { width: SIDE, height: SIDE };
  const [runs, otherRuns] = [ours, theirs].map((masks) => masks.map((data) => encodeMask({ ...size, data })));
  return scoreContest(
    {
      ...{ name: "IoU of 20 by 20 masks, 1024²", amount: 400, unit: "pair", tolerance: 1e-12 },
      ours: { name: "maskIou on run lengths", run: () => maskIou(runs, otherRuns).flat() },
      others: [{ name: "TypeScript, a plain loop over pixels", aim: 3, run: () => iouPlainly(ours, theirs) }],
    },
    Math.min(rounds, 7),
  );
};

/** Sums of 20,000 samples take as much memory as those of 20. */
const memory = async (): Promise<FindingsReport> => {
  const means = new SampleMeans("bench");
  const normals = new PooledNormals("bench");
  const errors = Float32Array.from({ length: 1000 }, (_, i) => (i * 7.3) % 180);
  const heap = (): number => {
    global.gc?.();
    return process.memoryUsage().heapUsed / 2 ** 20;
  };
  const sizes: number[] = [];
  for (let i = 1; i <= 20_000; i++) {
    means.add({ absRel: i / 7, rmse: i / 3, d1: 1 / i });
    normals.add(errors);
    if (i === 20 || i === 20_000) sizes.push(heap());
  }
  return {
    title: "memory of sums",
    findings: [
      { what: "after 20 samples", value: sizes[0], unit: "MiB" },
      { what: "after 20,000 samples", value: sizes[1], unit: "MiB", aim: "the same" },
    ],
  };
};

export const evaluationMeasures = (): readonly Measure[] => [depth, normals, confusion, iou, memory];
