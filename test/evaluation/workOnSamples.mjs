/**
 * One process of a sweep over Redis: node workOnSamples.mjs worker|coordinator URL FOLDER COUNT. The work is arithmetic
 * that takes some milliseconds; each attempt leaves a line, so that tests see what was done twice.
 */
import { appendFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { runSweepOnRedis, runWorker } from "vision-peel/evaluation";

const [role, redis, folder, count] = process.argv.slice(2);

const sineOf = (id) => ({ sum: Math.sin(Number(id)), pixels: (Number(id) % 7) + 1 });

async function work(id) {
  await sleep(10 + 10 * (Number(id) % 8));
  appendFileSync(join(folder, "attempts.txt"), `${id}\n`);
  if (Number(id) % 500 === 499) throw new Error(`sample ${id} is broken`);
  return { value: sineOf(id), costUsd: 0.001 };
}

if (role === "worker") {
  await runWorker({ redis, folder, concurrency: 4, openWork: async () => ({ work }) });
} else {
  const ids = Array.from({ length: Number(count) }, (_, i) => String(i));
  const plan = { about: { task: "sines", count: Number(count) }, ids };
  const end = await runSweepOnRedis(plan, {
    ...{ redis, folder, name: "sines" },
    onProgress: ({ done }) => done % 100 === 0 && process.stdout.write(`${done}\n`),
  });
  process.stdout.write(
    `end ${JSON.stringify({ ...end.progress, folder: end.folder, failures: end.failures })}\n`,
  );
  process.exit(0);
}
