import { checkOptions } from "../../checkOptions.js";
import { ArgumentError, describeValue } from "../../errors.js";
import type { RgbImage } from "../../image/rgbImage.js";
import type { PixelBox } from "../../image/rle/types.js";

/** What is meant, by places on the photo; pixels, from the top left corner of the first one. */
export interface MaskPrompt {
  /** points on it */
  readonly points?: readonly (readonly [x: number, y: number])[];
  /** points on what is not it */
  readonly outside?: readonly (readonly [x: number, y: number])[];
  /** left, top, width, height around it */
  readonly box?: PixelBox;
  /** what it is called in the legend; default: "mask 1" … */
  readonly name?: string;
}

/** @throws ArgumentError for prompts that are none, and places off the photo */
export function checkPrompts(prompts: unknown, photo: RgbImage): asserts prompts is readonly MaskPrompt[] {
  if (!Array.isArray(prompts) || prompts.length === 0)
    refuse("prompts", "a list of prompts", prompts, "write [{ points: [[120, 80]] }]");
  for (const [i, prompt] of (prompts as unknown[]).entries()) checkPrompt(`prompts[${i}]`, prompt, photo);
}

function checkPrompt(argument: string, prompt: unknown, { width, height }: RgbImage): void {
  checkOptions(argument, prompt, { points: true, outside: true, box: true, name: true });
  const { points = [], outside = [], box, name } = prompt as MaskPrompt;
  const isWithin = (x: unknown, y: unknown): boolean =>
    typeof x === "number" && typeof y === "number" && x >= 0 && y >= 0 && x <= width && y <= height;
  const places = `places on the photo of ${width} × ${height} pixels`;
  for (const [part, list] of Object.entries({ points, outside })) {
    const areFit = Array.isArray(list) && list.every((one) => Array.isArray(one) && isWithin(one[0], one[1]));
    if (!areFit) refuse(`${argument}.${part}`, places, list, "write [[120, 80]]: x, y");
  }
  if (box !== undefined) {
    const [left, top, across, down] = (Array.isArray(box) ? box : []) as unknown as number[];
    const isFit = isWithin(left, top) && isWithin(left + across, top + down) && across > 0 && down > 0;
    if (!isFit)
      refuse(`${argument}.box`, `left, top, width, height within ${places}`, box, "write [40, 30, 200, 100]");
  }
  if (name !== undefined && (typeof name !== "string" || name === ""))
    refuse(`${argument}.name`, "a text", name, "leave it out");
  if (points.length === 0 && box === undefined)
    refuse(
      argument,
      "a prompt with points or a box",
      prompt,
      "write { points: [[120, 80]] } or { box: [40, 30, 200, 100] }",
    );
}

function refuse(argument: string, expected: string, value: unknown, remedy: string): never {
  throw new ArgumentError({ argument, expected, got: describeValue(value), remedy });
}
