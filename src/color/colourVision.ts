/** How colours look to people who lack one kind of cone. */
import type { Rgb } from "../image/types.js";
import { levelOfLinear, linearOf } from "./spaces.js";

export type ColourVision = "protanopia" | "deuteranopia" | "tritanopia";

/**
 * Machado, Oliveira and Fernandes, "A Physiologically-based Model for Simulation of Color Vision
 * Deficiency" (IEEE TVCG 15.6, 2009), severity 1.0; for linear RGB.
 */
const MATRICES: Readonly<Record<ColourVision, readonly (readonly [number, number, number])[]>> = {
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

export const COLOUR_VISIONS = Object.keys(MATRICES) as readonly ColourVision[];

/**
 * A colour as somebody without that cone sees it, in 8-bit sRGB.
 *
 * @example simulateColourVision([0, 255, 0], "deuteranopia") // a yellowish [239, 214, 58]
 */
export function simulateColourVision(colour: Rgb, vision: ColourVision): Rgb {
  const [r, g, b] = linearOf(colour);
  const [red, green, blue] = MATRICES[vision].map(([mr, mg, mb]) =>
    Math.round(levelOfLinear(mr * r + mg * g + mb * b)),
  );
  return [red, green, blue];
}
