import { openInference } from "vision-peel/inference";
import type { Measure } from "../../cases.js";
import { type Contest, compare } from "../../compare.js";
import { bareRuntime, heavy, light, type Workload } from "./graphs.js";

/** Our process beside the runtime in this one. */
const contestOf =
  (workload: Workload, aim: number | undefined): Measure =>
  async (rounds) => {
    const bare = await bareRuntime(workload);
    const inference = openInference({ device: "cpu" });
    const network = await inference.load(workload.graph);
    const { feeds, output } = workload;
    let expected: Float32Array | undefined;
    const contest: Contest<Float32Array> = {
      name: `inference: ${workload.name}`,
      subject: "ours",
      rivals: [
        { name: "bare", run: () => bare.run(), ...(aim !== undefined && { aim: 1 / aim }) },
        {
          name: "ours",
          run: async () => (await network.run(feeds, { outputs: [output] }))[output].data as Float32Array,
        },
      ],
      verify(result) {
        expected ??= result;
        return result.length === expected.length && result.every((value, i) => value === expected?.[i])
          ? undefined
          : "another result";
      },
    };
    try {
      return await compare(contest, rounds);
    } finally {
      await inference.close();
      await bare.release();
    }
  };

export const overheadMeasures: readonly Measure[] = [contestOf(heavy, 1.15), contestOf(light, undefined)];
