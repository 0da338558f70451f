import { ArgumentError } from "vision-peel";
import type { Verb } from "./verbs.js";

/** One task of a verb: `depth` in `peel decode depth`. */
export interface Task {
  usage: string;
  run(args: string[]): Promise<void>;
}

/** The tasks of a verb by name, loaded only when they are called. */
export type Tasks = Readonly<Record<string, { readonly summary: string; load(): Promise<Task> }>>;

/**
 * A verb that is followed by a task.
 *
 * @param verb "decode"
 * @param tasks what may follow it
 * @param what follows the task; default "FILE"
 */
export function verbOfTasks(verb: string, tasks: Tasks, what = "FILE"): Verb {
  const width = Math.max(...Object.keys(tasks).map((name) => name.length));
  const usage = [
    `Usage: peel ${verb} TASK ${what} [options]`,
    "",
    ...Object.entries(tasks).map(([name, { summary }]) => `  peel ${verb} ${name.padEnd(width)}  ${summary}`),
    "",
    `peel ${verb} TASK --help tells more of one task.`,
  ].join("\n");
  const usageFor = async ([name]: string[]): Promise<string> =>
    name !== undefined && Object.hasOwn(tasks, name) ? (await tasks[name].load()).usage : usage;
  async function run(args: string[]): Promise<void> {
    const [name, ...rest] = args;
    if (name === undefined || !Object.hasOwn(tasks, name)) {
      throw new ArgumentError({
        argument: `peel ${verb}`,
        expected: `followed by one of ${Object.keys(tasks).join(", ")}`,
        got: name === undefined ? "followed by nothing" : `followed by ${name}`,
        remedy: `write peel ${verb} ${Object.keys(tasks)[0]} ${what}, for example`,
      });
    }
    const task = await tasks[name].load();
    await task.run(rest);
  }
  return { usage, usageFor, run };
}
