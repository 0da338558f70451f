import type { Rgb } from "../../image/types.js";
import type { Random } from "../../random.js";

/** What things are called by colour, and what that looks like in daylight (sRGB). */
export const THING_COLOURS: Readonly<Record<string, Rgb>> = {
  red: [205, 40, 40],
  orange: [235, 135, 35],
  yellow: [238, 212, 50],
  green: [50, 150, 60],
  cyan: [60, 190, 200],
  blue: [45, 80, 200],
  purple: [125, 55, 165],
  pink: [238, 145, 180],
  brown: [120, 75, 42],
  white: [235, 235, 230],
  grey: [135, 135, 138],
  black: [38, 38, 42],
};

const FLOORS = ["brown", "grey", "white", "green", "blue", "red", "yellow"];
const WALLS = ["white", "yellow", "blue", "green", "pink", "grey", "orange", "purple"];

/** A colour that people would still call by that name. */
export function shadeOf(random: Random, name: string, spread = 18): Rgb {
  const [r, g, b] = THING_COLOURS[name];
  const gain = random.between(0.86, 1.1);
  const level = (value: number): number =>
    Math.round(Math.min(255, Math.max(0, value * gain + random.between(-spread, spread))));
  return [level(r), level(g), level(b)];
}

/** Mixes towards white, so that walls stay paler than things. */
export function paler([r, g, b]: Rgb, share: number): Rgb {
  const level = (value: number): number => Math.round(value + share * (245 - value));
  return [level(r), level(g), level(b)];
}

export const darker = ([r, g, b]: Rgb, by: number): Rgb => [
  Math.round(r * by),
  Math.round(g * by),
  Math.round(b * by),
];

export const floorColour = (random: Random): string => random.pick(FLOORS);
export const wallColour = (random: Random): string => random.pick(WALLS);
export const thingColour = (random: Random): string => random.pick(Object.keys(THING_COLOURS));
