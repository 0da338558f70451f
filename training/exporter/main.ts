/** Writes the trainer's data: `node training/exporter/dist/main.js --scenes 100000 --out training/shards`. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { PROMPT_TOKENS, TOKENIZER_VERSION, tokenize, VOCABULARY } from "vision-peel/prompts";
import { CLASSES } from "vision-peel/world";
import { TASKS } from "./samples.js";
import { promptsForAny, scenePrompts } from "./scenePrompts.js";
import { formatShard } from "./shard.js";

const { values } = parseArgs({
  options: {
    scenes: { type: "string", default: "100000" },
    tests: { type: "string", default: "512" },
    "first-seed": { type: "string", default: "1" },
    out: { type: "string", default: "training/shards" },
  },
});
const scenes = Number(values.scenes);
const tests = Number(values.tests);
const first = Number(values["first-seed"]);
/** Seeds of test scenes begin here, far from those of training. */
const FIRST_TEST_SEED = 100_000_000;
const PER_SHARD = 10_000;
const TRAIN = { captions: 2, semantic: 2, referring: 2, instances: 1 };
const TEST = { captions: 1, semantic: 1, referring: 1, instances: 1 };

mkdirSync(values.out, { recursive: true });
const unknown = new Map<string, number>();
let bytes = 0;

/** One file of scenes with consecutive seeds. */
function write(name: string, seed: number, count: number, isTest: boolean, isHeldOut: boolean): void {
  const items = Array.from({ length: count }, (_, i) =>
    scenePrompts(seed + i, isTest ? TEST : TRAIN, isHeldOut),
  );
  const anywhere = promptsForAny(seed, isTest ? count : Math.ceil(count / 6), isHeldOut);
  const texts = [...items.flatMap(({ samples }) => samples), ...anywhere].map(({ text }) => text);
  for (const text of texts)
    for (const word of tokenize(text).unknownWords) unknown.set(word, (unknown.get(word) ?? 0) + 1);
  const shard = formatShard(items, anywhere);
  bytes += shard.length;
  writeFileSync(join(values.out, `${name}.npz`), shard);
  if (isTest) writeFileSync(join(values.out, `${name}.json`), JSON.stringify(texts));
  process.stdout.write(
    `${name}: ${count} scenes, ${texts.length} prompts, ${(shard.length / 1e6).toFixed(2)} MB\n`,
  );
}

for (let done = 0, part = 0; done < scenes; done += PER_SHARD, part++) {
  write(
    `train-${String(part).padStart(3, "0")}`,
    first + done,
    Math.min(PER_SHARD, scenes - done),
    false,
    false,
  );
}
write("test", FIRST_TEST_SEED, tests, true, false);
write("held-out", FIRST_TEST_SEED + tests, tests, true, true);
const tokenizer = { version: TOKENIZER_VERSION, length: PROMPT_TOKENS, vocabulary: VOCABULARY };
writeFileSync(join(values.out, "tokenizer.json"), JSON.stringify(tokenizer));
const classes = Object.fromEntries(Object.entries(CLASSES).map(([name, { id }]) => [id, name]));
writeFileSync(join(values.out, "world.json"), JSON.stringify({ tasks: TASKS, classes }));
process.stdout.write(`${(bytes / 1e6).toFixed(1)} MB, ${VOCABULARY.length} tokens\n`);
if (unknown.size > 0)
  process.stdout.write(`words without a token: ${[...unknown.keys()].sort().join(" ")}\n`);
