import { KeyboardInterrupt } from "../../errors.js";
import { requireRuntime } from "../../runtime.js";
import { explain } from "./installError.js";
import { NpmProcess } from "./npm.js";
import { dependenciesOf, describeOutcome, type NpmOutcome, readOutcome } from "./outcome.js";
import { openProject } from "./project.js";
import { Report } from "./report.js";
import { checkSpecs } from "./specs.js";

// The log tells of every file that comes; answers come as JSON; what fails without a network fails soon.
const npmInstall = [
  "install",
  "--json",
  "--loglevel=http",
  "--no-audit",
  "--no-fund",
  "--no-progress",
  "--fetch-retries=1",
  "--fetch-retry-mintimeout=1000",
];
const logLines = 20;

/** Two runs of npm in one folder would undo each other. */
let queue: Promise<unknown> = Promise.resolve();

/**
 * Installs packages with npm where the notebook's folder finds them: beside the nearest package.json,
 * or with a new one in the notebook's folder. The very next cell can import them, types included. An
 * interrupt ends npm, which puts back what was there.
 *
 * @param specs names, with a version if you like (`"d3@7"`, `"@scope/name@^1.2"`), paths of folders or
 *   .tgz files as seen from the notebook's folder, https addresses, or `"github:owner/name"`
 * @throws InstallError with npm's reason, its code (such as E404 or ENOTFOUND) and its log
 * @example
 * await install("mathjs", "d3@7");
 */
export async function install(...specs: string[]): Promise<void> {
  const runtime = requireRuntime("install");
  const checked = checkSpecs(specs, runtime.folder);
  const interrupt = new AbortController();
  const forget = runtime.onInterrupt(() => interrupt.abort());
  const running = queue.then(() => run(runtime.folder, specs, checked, interrupt.signal)).finally(forget);
  queue = running.catch(() => {});
  return running;
}

async function run(
  folder: string,
  specs: string[],
  checked: string[],
  interrupt: AbortSignal,
): Promise<void> {
  if (interrupt.aborted) throw new KeyboardInterrupt();
  const project = openProject(folder);
  const report = await Report.show(specs);
  try {
    const before = dependenciesOf(project.folder);
    const outcome = await askNpm(project.folder, specs, checked, report, interrupt);
    await report.end(describeOutcome(specs, outcome, project, before));
  } catch (error) {
    project.undo();
    await report.end(`${specs.join(", ")}: not installed`);
    throw error;
  }
}

async function askNpm(
  cwd: string,
  specs: string[],
  checked: string[],
  report: Report,
  interrupt: AbortSignal,
): Promise<NpmOutcome> {
  const npm = new NpmProcess([...npmInstall, "--", ...checked], { cwd, onLine: (line) => report.hear(line) });
  interrupt.addEventListener("abort", () => npm.stop());
  const { stdout, stderr, exitCode } = await npm.ended;
  if (interrupt.aborted) throw new KeyboardInterrupt();
  const outcome = readOutcome(stdout);
  if (exitCode === 0) return outcome;
  const log = stderr.split("\n").filter((line) => !/^npm http/.test(line));
  throw explain(specs, outcome.error ?? {}, log.slice(-logLines).join("\n"));
}
