/** What a trainer learns from: prompts with the colours that a right answer paints. */
import {
  askColours,
  captionPrompt,
  depthPrompt,
  instancePrompt,
  type NamedMask,
  normalPrompt,
  referringPrompt,
  semanticPrompt,
  solidPrompt,
  type Wording,
} from "vision-peel/prompts";
import {
  CLASSES,
  type ClassName,
  captionFacts,
  orderOf,
  type PlainScene,
  referTo,
  type SceneOrder,
  type SeenThing,
  slotClasses,
} from "vision-peel/world";

export type Rgb = readonly [number, number, number];

/** Tasks by their number in the shards. */
export const TASKS = ["generate", "depth", "normals", "semantic", "referring", "instances", "solid"] as const;
export type Task = (typeof TASKS)[number];

/** One prompt and, where the answer is made of flat colours, the colour of every slot. */
export interface Sample {
  readonly task: Task;
  readonly text: string;
  readonly colours?: readonly Rgb[];
  /** what the prompt names: class id (255 for a thing or the background) and colour */
  readonly legend?: readonly { readonly id: number; readonly colour: Rgb }[];
}

const BLACK: Rgb = [0, 0, 0];
const SLOTS = 16;
/** Classes in one prompt at most. */
const MOST_CLASSES = 7;

export const depthSample = (wording: Wording): Sample => ({ task: "depth", text: depthPrompt(wording) });
export const normalSample = (wording: Wording): Sample => ({ task: "normals", text: normalPrompt(wording) });

/** A picture of one colour: the colour words of prompts, seen. */
export function solidSample(wording: Wording): Sample {
  const [{ colour, text }] = askColours(wording.random, 1, []);
  return { task: "solid", text: solidPrompt(text, wording), colours: Array(SLOTS).fill(colour) };
}

export const captionSample = (wording: Wording, scene: PlainScene, seen: readonly SeenThing[]): Sample => ({
  task: "generate",
  text: captionPrompt(captionFacts(wording.random, scene, [...seen]), wording),
});

/** Classes in colours: most of those that are there, some that are not, in any order. */
export function semanticSample(wording: Wording, scene: PlainScene): Sample {
  const { random } = wording;
  const ofSlot = slotClasses(scene);
  const present = [...new Set(ofSlot.filter((name): name is ClassName => name !== undefined))];
  const absent = CLASS_NAMES.filter((name) => !present.includes(name));
  const wanted = present.filter(() => random.between(0, 1) < 0.78);
  for (let i = random.integer(0, 2); i > 0; i--) wanted.push(random.pick(absent));
  const names = shuffled(random, [...new Set(wanted)]).slice(0, MOST_CLASSES);
  if (names.length === 0) names.push(random.pick(present));
  const ground = groundOf(wording, 0.3);
  const colours = askColours(random, names.length, [ground?.colour ?? BLACK]);
  const masks: NamedMask[] = names.map((name, i) => ({ name, colour: colours[i].text }));
  if (ground) masks.splice(random.integer(0, masks.length), 0, { name: "background", colour: ground.text });
  const colourOf = new Map(names.map((name, i) => [name, colours[i].colour]));
  const background = ground?.colour ?? BLACK;
  return {
    task: "semantic",
    text: semanticPrompt(masks, wording),
    colours: ofSlot.map((name) => (name && colourOf.get(name)) ?? background),
    legend: [
      { id: 255, colour: background },
      ...names.map((name, i) => ({ id: CLASSES[name].id, colour: colours[i].colour })),
    ],
  };
}

/** Things by what is said about them, or undefined where nothing clear can be said. */
export function referringSample(wording: Wording, seen: readonly SeenThing[]): Sample | undefined {
  const { random } = wording;
  const counted = seen.filter(({ thing }) => !thing.isFlat);
  const targets = shuffled(random, counted).slice(0, random.pick([1, 1, 1, 2, 2, 3]));
  const said = targets.flatMap((target) => {
    const name = referTo(random, target, counted);
    return name === undefined ? [] : [{ target, name }];
  });
  if (said.length === 0) return undefined;
  const ground = groundOf(wording, 0.5);
  const background = ground?.colour ?? BLACK;
  const colours = askColours(random, said.length, [background]);
  const bySlot = new Map(said.map(({ target }, i) => [target.slot, colours[i].colour]));
  return {
    task: "referring",
    text: referringPrompt(
      said.map(({ name }, i) => ({ name, colour: colours[i].text })),
      ground?.text,
      wording,
    ),
    colours: slotColours(bySlot, background),
    legend: legendOf(
      background,
      colours.map(({ colour }) => colour),
    ),
  };
}

const ORDERS: Readonly<Record<SceneOrder, readonly string[]>> = {
  "left to right": ["from left to right"],
  "right to left": ["from right to left"],
  "near to far": ["from near to far", "nearest first", "from the nearest to the farthest"],
  "far to near": ["from far to near", "farthest first"],
};

/** All things, or all of a class, each in a colour, by an order; undefined where the order is not clear. */
export function instanceSample(wording: Wording, seen: readonly SeenThing[]): Sample | undefined {
  const { random } = wording;
  const counted = seen.filter(({ thing }) => !thing.isFlat);
  const many = [...new Set(counted.map(({ thing }) => thing.className))].filter(
    (name) => counted.filter(({ thing }) => thing.className === name).length > 1,
  );
  const what = random.pick([...many, "things" as const]);
  const chosen = what === "things" ? counted : counted.filter(({ thing }) => thing.className === what);
  const order = random.pick(Object.keys(ORDERS) as SceneOrder[]);
  const ordered = orderOf(chosen, order);
  if (!ordered || ordered.length < 2) return undefined;
  const ground = groundOf(wording, 0.5);
  const background = ground?.colour ?? BLACK;
  const colours = askColours(random, ordered.length, [background]);
  const named = what === "things" ? "things" : what === "shelf" ? "shelves" : `${what}s`;
  const asked = { what: named, order: random.pick(ORDERS[order]), colours: colours.map(({ text }) => text) };
  return {
    task: "instances",
    text: instancePrompt(asked, ground?.text, wording),
    colours: slotColours(new Map(ordered.map(({ slot }, i) => [slot, colours[i].colour])), background),
    legend: legendOf(
      background,
      colours.map(({ colour }) => colour),
    ),
  };
}

const CLASS_NAMES: readonly ClassName[] = [
  ...(["sky", "ground", "floor", "wall", "ceiling", "rug", "picture", "path"] as const),
  ...([
    "ball",
    "crate",
    "barrel",
    "table",
    "chair",
    "shelf",
    "lamp",
    "sofa",
    "vase",
    "plant",
    "tree",
    "house",
  ] as const),
];

/** A background that is asked for, or undefined: black then. */
function groundOf({ random }: Wording, share: number) {
  return random.between(0, 1) < share
    ? random.pick([{ colour: BLACK, text: "black" }, ...askColours(random, 1, [])])
    : undefined;
}

const slotColours = (bySlot: ReadonlyMap<number, Rgb>, background: Rgb): Rgb[] =>
  Array.from({ length: SLOTS }, (_, slot) => bySlot.get(slot) ?? background);

const legendOf = (background: Rgb, colours: readonly Rgb[]) =>
  [background, ...colours].map((colour) => ({ id: 255, colour }));

function shuffled<T>(random: Wording["random"], values: readonly T[]): T[] {
  const left = [...values];
  for (let i = left.length - 1; i > 0; i--) {
    const j = random.integer(0, i);
    [left[i], left[j]] = [left[j], left[i]];
  }
  return left;
}
