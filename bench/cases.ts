import type { ContestReport } from "./compare.js";

/** One benchmark: contests that are run one after another. */
export interface Case {
  readonly summary: string;
  load(): Promise<readonly ((rounds: number) => ContestReport)[]>;
}

export type Cases = Readonly<Record<string, Case>>;

/** Every benchmark by name, loaded only when it is called. */
export const cases: Cases = {
  depth: {
    summary: "painted depth → metres and back, 1024²",
    load: async () => (await import("./cases/depth.js")).depthContests(),
  },
};
