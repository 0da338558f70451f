import { openInference } from "vision-peel/inference";
import type { Measure } from "../../cases.js";
import { bareRuntime, heavy } from "./graphs.js";

/** The longest time, in milliseconds, in which nothing else could be done while work ran. */
async function longestStallMs(work: () => Promise<unknown>): Promise<number> {
  let longest = 0;
  let before = performance.now();
  const timer = setInterval(() => {
    const now = performance.now();
    longest = Math.max(longest, now - before);
    before = now;
  }, 1);
  await work();
  longest = Math.max(longest, performance.now() - before);
  clearInterval(timer);
  return longest;
}

export const stallMeasure: Measure = async () => {
  const bare = await bareRuntime(heavy);
  const inference = openInference({ device: "cpu" });
  const network = await inference.load(heavy.graph);
  try {
    await bare.run();
    await network.run(heavy.feeds);
    return {
      title: `the event loop while ${heavy.name} are computed`,
      findings: [
        { what: "longest stall, bare runtime", value: await longestStallMs(() => bare.run()), unit: "ms" },
        {
          what: "longest stall, ours",
          value: await longestStallMs(() => network.run(heavy.feeds)),
          unit: "ms",
          aim: "at most 50",
        },
      ],
    };
  } finally {
    await inference.close();
    await bare.release();
  }
};
