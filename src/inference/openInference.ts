import { totalmem } from "node:os";
import { resolve } from "node:path";
import { checkOptions, type OptionNames } from "../checkOptions.js";
import { ArgumentError, describeValue } from "../errors.js";
import { GeneratorError } from "../generatorError.js";
import { arrayOn } from "./arrays.js";
import { checkFeeds } from "./checkFeeds.js";
import { ChildLost } from "./childProcess.js";
import { Crew } from "./crew.js";
import { chooseDevice, providerOf } from "./devices.js";
import { faultOf, lostOf } from "./faults.js";
import type { Inference, LoadOptions, Network, RunOptions } from "./network.js";
import type { TensorValue } from "./tensors.js";
import type { Ask, ModelFile } from "./wire/messages.js";

/** Options of `openInference`. */
export interface InferenceOptions {
  /** where networks compute unless `load` says otherwise; default "auto" */
  readonly device?: string;
  /** processes for each device, that compute side by side; default 1 */
  readonly processes?: number;
  /** threads of one process on the processor; default: as many as ONNX Runtime takes, one for each core */
  readonly threads?: number;
  /** networks that stay loaded in one process; default 8 */
  readonly maxSessions?: number;
  /** bytes of files that stay loaded in one process; default half of the machine's memory */
  readonly maxBytes?: number;
  /** after how many milliseconds without work processes end and give their memory back; default five minutes */
  readonly idleMs?: number;
}

const NAMES: OptionNames<InferenceOptions> = {
  ...{ device: true, processes: true, threads: true, maxSessions: true, maxBytes: true, idleMs: true },
};

/** An `Inference`, and its processes' numbers. */
export interface OpenedInference extends Inference {
  readonly pids: readonly number[];
}

/**
 * Computes networks in processes of its own, so that the program which asks is never blocked, can stop a run at
 * once, and outlives whatever happens there. Nothing starts before the first network is loaded; nothing has to be
 * closed: processes end with the program, and when they have been idle.
 *
 * @throws ArgumentError for wrong options
 * @example
 * const inference = openInference({ device: "cpu" });
 * const network = await inference.load("model.onnx");
 * const { y } = await network.run({ x: { type: "float32", dims: [1, 3], data: Float32Array.of(1, 2, 3) } });
 */
export function openInference(options: InferenceOptions = {}): OpenedInference {
  checkOptions("openInference", options, NAMES);
  const { device: usual = "auto", threads, idleMs = 300_000 } = options;
  const { processes = 1, maxSessions = 8, maxBytes = totalmem() / 2 } = options;
  for (const [name, value] of Object.entries({ processes, maxSessions, ...(threads && { threads }) }))
    if (!(Number.isInteger(value) && value >= 1 && value <= 64))
      refuse(name, "a whole number from 1 to 64", value);
  for (const [name, value] of Object.entries({ maxBytes, idleMs }))
    if (!(typeof value === "number" && value >= 0)) refuse(name, "a number of at least 0", value);
  if (usual !== "auto") providerOf(usual);
  const crews = new Map<string, Crew>();
  const crewOf = (device: string): Crew => {
    const crew = crews.get(device) ?? new Crew(processes, { maxSessions, maxBytes }, idleMs);
    crews.set(device, crew);
    return crew;
  };
  return {
    get pids() {
      return [...crews.values()].flatMap(({ pids }) => pids);
    },
    async load(path, { device = usual, signal }: LoadOptions = {}) {
      const chosen = await chooseDevice(device);
      signal?.throwIfAborted();
      if (!chosen.starts) throw doesNotStart(chosen.name, chosen.reason, chosen.detail);
      const provider = providerOf(chosen.name);
      const model = { path: resolve(path), provider, ...(threads !== undefined && { threads }) };
      const name = provider.name === "cuda" ? `cuda:${provider.deviceId}` : chosen.name;
      return networkOf(crewOf(chosen.name), model, name, signal);
    },
    async close() {
      for (const crew of crews.values()) crew.close();
    },
  };
}

async function networkOf(
  crew: Crew,
  model: ModelFile,
  device: string,
  signal?: AbortSignal,
): Promise<Network> {
  const { path } = model;
  const asked = async (ask: Ask, arrays: readonly ArrayBufferView[] = [], stop?: AbortSignal) => {
    try {
      const answered = await crew.ask(ask, arrays, stop);
      if (answered.message.answer === "failed") throw faultOf(answered.message, path, device);
      return { ...answered.message, arrays: answered.arrays };
    } catch (error) {
      throw error instanceof ChildLost ? lostOf(error, path, device) : error;
    }
  };
  const loaded = await asked({ ask: "load", model }, [], signal);
  if (loaded.answer !== "loaded") throw new Error(`The process answered “${loaded.answer}” to load.`);
  const { inputs, outputs } = loaded;
  return {
    ...{ inputs, outputs, device },
    async run(feeds, { signal: stop, outputs: wanted }: RunOptions = {}) {
      checkFeeds(inputs, feeds);
      const given = Object.entries(feeds);
      const sent = given.map(([name, { type, dims }]) => ({ name, type, dims }));
      const ran = await asked(
        { ask: "run", model, feeds: sent, ...(wanted && { outputs: wanted }) },
        given.map(([, { data }]) => data),
        stop,
      );
      if (ran.answer !== "ran") throw new Error(`The process answered “${ran.answer}” to run.`);
      const values = ran.results.map(({ name, type, dims }, i) => {
        const value = { type, dims, data: arrayOn(type, ran.arrays[i]) } as TensorValue;
        return [name, value] as const;
      });
      return Object.fromEntries(values);
    },
    async release() {
      await asked({ ask: "release", path });
    },
  };
}

function doesNotStart(
  device: string,
  reason = "it could not compute a test",
  detail?: string,
): GeneratorError {
  return new GeneratorError("unavailable", {
    argument: "device",
    expected: "one that starts here",
    got: `${JSON.stringify(device)}, which does not: ${reason}`,
    remedy: "leave it out for the best that does, or look at await devices()",
    ...(detail !== undefined && { detail }),
  });
}

function refuse(argument: string, expected: string, value: unknown): never {
  const remedy = "leave it out for the default";
  throw new ArgumentError({ argument, expected, got: describeValue(value), remedy });
}
