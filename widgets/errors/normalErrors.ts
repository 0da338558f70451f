import type { NormalMap } from "vision-peel/image";
import { angularErrors, NORMAL_LIMITS, normalScores } from "vision-peel/metrics";
import type { Layer } from "../layers/source.js";
import { type Measured, percent, worstBlocks } from "./measured.js";

/** Angular errors beyond this are drawn alike, degrees. */
const MOST_DEGREES = 60;

const degrees = (value: number): string => (Number.isFinite(value) ? `${value.toFixed(2)}°` : "–");

/** Normals beside the truth: angles in degrees, and their scores as DSINE and Lotus pool them. */
export function measureNormals(normals: NormalMap, truth: NormalMap): Measured {
  const { width, height } = truth;
  const data = Float32Array.from(angularErrors(normals.data, truth.data));
  const { mean, median, rmse, below, pixels } = normalScores(data);
  const scale = { colours: "heat", most: MOST_DEGREES, unit: "°", decimals: 1 } as const;
  const error: Layer = { state: { kind: "values", title: "error", width, height, scale }, data };
  return {
    prediction: { state: { kind: "normals", title: "prediction", width, height }, data: normals.data },
    truth: { state: { kind: "normals", title: "truth", width, height }, data: truth.data },
    error,
    tables: [
      {
        title: "Normals, by protocol",
        head: [
          "protocol",
          "mean",
          "median",
          "RMSE",
          ...NORMAL_LIMITS.map((limit) => `< ${limit}°`),
          "pixels",
        ],
        rows: [
          [
            "DSINE (all pixels of this picture)",
            ...[mean, median, rmse].map(degrees),
            ...below.map(percent),
            String(pixels),
          ],
        ],
      },
    ],
    worst: worstBlocks(error, (off) => `${off.toFixed(1)}° off on average`),
  };
}
