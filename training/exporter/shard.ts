import { formatNpz } from "vision-peel/image/formats";
import { PROMPT_TOKENS, tokenize } from "vision-peel/prompts";
import { type PlainScene, packPlain, type SeenThing } from "vision-peel/world";
import { type Sample, TASKS } from "./samples.js";

/** A scene with what is seen in it and what is asked about it. */
export interface ScenePrompts {
  readonly scene: PlainScene;
  readonly seen: readonly SeenThing[];
  readonly samples: readonly Sample[];
}

const COLOUR_NAMES = [
  ...[
    "red",
    "orange",
    "yellow",
    "green",
    "cyan",
    "blue",
    "purple",
    "pink",
    "brown",
    "white",
    "grey",
    "black",
  ],
];
const SLOTS = 16;

/** Whether a prompt fits into a model's tokens. */
export const fits = ({ text }: Sample): boolean => tokenize(text).cut === 0;

/** The number of a prompt that belongs to no scene. */
const NO_SCENE = 0xffffffff;

/**
 * One .npz file of scenes and their prompts. Arrays: those of `packPlain` (see there); `seen` [scenes, 16, 6]:
 * share (0 to 255 for 0 to ¼), across, depth (1/16 m), colour name, pattern, size (0 for none) of each slot;
 * `tokens` of all prompts in a row, `lengths`, `tasks`, `scenes` (which one, or 4294967295 for any),
 * `colours` [masks, 16, 3] of those prompts that `masks` numbers, `legends` [rows, 4] with `legendLengths`.
 */
export function formatShard(items: readonly ScenePrompts[], anywhere: readonly Sample[]): Uint8Array {
  const packed = packPlain(items.map(({ scene }) => scene));
  const prompts = [
    ...items.flatMap(({ samples }, scene) => samples.map((sample) => ({ sample, scene }))),
    ...anywhere.map((sample) => ({ sample, scene: NO_SCENE })),
  ];
  const tokenized = prompts.map(({ sample }) => tokenize(sample.text).ids);
  const masks = prompts.flatMap(({ sample }, i) => (sample.colours ? [{ i, colours: sample.colours }] : []));
  const legends = prompts.map(({ sample }) => sample.legend ?? []);
  const column = (data: Uint8Array | Uint16Array | Uint32Array | Int16Array, ...row: number[]) => {
    const size = row.reduce((product, length) => product * length, 1);
    return { data, shape: [data.length / size, ...row] };
  };
  return formatNpz({
    numbers: column(packed.numbers, 12),
    looks: column(packed.looks, 32),
    classes: column(packed.classes, SLOTS),
    partCounts: column(packed.partCounts),
    places: column(packed.places, 7),
    paints: column(packed.paints, 10),
    seen: column(Uint8Array.from(items.flatMap(({ seen }) => seenRow(seen))), SLOTS, 6),
    tokens: column(Uint16Array.from(tokenized.flat())),
    lengths: column(Uint8Array.from(tokenized, (ids) => Math.min(PROMPT_TOKENS, ids.length))),
    tasks: column(Uint8Array.from(prompts, ({ sample }) => TASKS.indexOf(sample.task))),
    scenes: column(Uint32Array.from(prompts, ({ scene }) => scene)),
    masks: column(Uint32Array.from(masks, ({ i }) => i)),
    colours: column(Uint8Array.from(masks.flatMap(({ colours }) => colours.flat())), SLOTS, 3),
    legendLengths: column(Uint8Array.from(legends, (legend) => legend.length)),
    legends: column(Uint8Array.from(legends.flat().flatMap(({ id, colour }) => [id, ...colour])), 4),
  });
}

function seenRow(seen: readonly SeenThing[]): number[] {
  const row = new Array<number>(6 * SLOTS).fill(0);
  for (const { slot, thing, share, across, depthMetres } of seen) {
    const values = [
      Math.max(1, Math.min(255, Math.round(share * 1020))),
      Math.round(255 * across),
      Math.min(255, Math.round(16 * depthMetres)),
      1 + COLOUR_NAMES.indexOf(thing.colourName ?? ""),
      thing.pattern === undefined ? 0 : thing.pattern === "striped" ? 1 : 2,
      thing.sizeName === undefined ? 0 : thing.sizeName === "small" ? 1 : 2,
    ];
    for (const [i, value] of values.entries()) row[6 * slot + i] = value;
  }
  return row;
}
