import { nearestStep, STEP_BITS, STEP_MASK } from "../../color/cubeWalkInteger.js";

/** The twin of ../depth.wat, equal to the last bit; `channels` is 3 for RGB, 4 for RGBA. */
export function fillDepthPlainly(
  pixels: Uint8Array | Uint8ClampedArray,
  channels: 3 | 4,
  metresOfStep: Float32Array,
  metres: Float32Array,
  residual: Float32Array,
): void {
  for (let i = 0, at = 0; i < metres.length; i++, at += channels) {
    const nearest = nearestStep(pixels[at], pixels[at + 1], pixels[at + 2]);
    metres[i] = metresOfStep[nearest & STEP_MASK];
    residual[i] = Math.sqrt(nearest >>> STEP_BITS);
  }
}
