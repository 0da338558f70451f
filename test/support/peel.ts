import { execFile } from "node:child_process";

/** What a run of the command line left. */
export interface PeelRun {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs the real command `peel`. */
export function peel(...args: string[]): Promise<PeelRun> {
  return new Promise((done) => {
    execFile(process.execPath, ["cli/bin/peel.mjs", ...args], { maxBuffer: 2 ** 26 }, (error, out, err) => {
      done({ code: error ? Number(error.code) : 0, out, err });
    });
  });
}
