/** arXiv 2604.20329: x = 1 − 2R/255, y = 2G/255 − 1, z = 2B/255 − 1, brought to unit length. */
import { directionInWords } from "../../normal/directions.js";
import { type ExplainedStep, type Rgb, rgbText } from "./explanation.js";

const signed = (value: number): string => value.toFixed(3).replace("-", "−");

export function explainNormal(rgb: Rgb): ExplainedStep[] {
  const [r, g, b] = rgb;
  const vector = [1 - (2 * r) / 255, (2 * g) / 255 - 1, (2 * b) / 255 - 1];
  const length = Math.hypot(...vector);
  const unit = vector.map((part) => part / length) as [number, number, number];
  return [
    { label: "painted colour", text: rgbText(rgb), colour: rgb },
    {
      label: "vector",
      text: `1 − 2·${r}/255, 2·${g}/255 − 1, 2·${b}/255 − 1 = ${vector.map(signed).join(" ")}`,
    },
    {
      label: "length",
      text: `${length.toFixed(3)}, ${signed(127.5 * (length - 1)).replace(/\.?0+$/, "")} levels off 1`,
    },
    ...(length > 0
      ? [{ label: "normal", text: `${unit.map(signed).join(" ")}: faces ${directionInWords(unit)}` }]
      : []),
  ];
}
