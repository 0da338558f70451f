import type { Linear } from "./textures.js";

/** An sRGB colour such as 0xc8553d in linear light (IEC 61966-2-1). */
export function linearOf(hex: number): Linear {
  const channel = (shift: number): number => {
    const value = ((hex >> shift) & 255) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return [channel(16), channel(8), channel(0)];
}

/** Colours that go well together: things, then a wall. */
export const PALETTES: readonly { readonly things: readonly Linear[]; readonly wall: Linear }[] = [
  { things: [0xc8553d, 0xf2b544, 0x2f6690, 0x81a88d, 0xf0e2c4].map(linearOf), wall: linearOf(0xe6ddcc) },
  { things: [0x264653, 0x2a9d8f, 0xe9c46a, 0xf4a261, 0xe76f51].map(linearOf), wall: linearOf(0xd8dedb) },
  { things: [0x6d597a, 0xb56576, 0xe56b6f, 0xeaac8b, 0x355070].map(linearOf), wall: linearOf(0xe8d9d0) },
  { things: [0x386641, 0x6a994e, 0xa7c957, 0xbc4749, 0xf2e8cf].map(linearOf), wall: linearOf(0xdfe3cf) },
];
