import { existsSync, realpathSync, rmSync, statSync } from "node:fs";
import { basename, dirname, join, relative, resolve, sep } from "node:path";
import { parseArgs } from "node:util";
import { isLoopback, LabError, startLab } from "@vision-peel/lab";
import { endWithNpm } from "../lab/endWithNpm.js";
import { makeRunPrefix } from "../lab/runPrefix.js";
import { startJupyter } from "../lab/startJupyter.js";
import { findStateDir } from "../lab/stateDir.js";
import { openBrowser } from "../openBrowser.js";

export const usage = `
Usage: peel lab [NOTEBOOK] [--port N] [--no-browser] [--cull-idle SECONDS] [--log-requests] [--jupyter]

Opens JupyterLab on this folder, with the TypeScript kernel and the live views, on 127.0.0.1.
Prints its address on one line; Ctrl-C stops the server and all kernels.

  --port N       listen there (default 8888, else the next free port; 0 takes any free one)
  --no-browser   only print the address
  --cull-idle SECONDS
                 end kernels that nobody used for so long, unless a page shows them or they work
  --log-requests
                 print every request, without the token
  --follow-links follow symbolic links that lead out of this folder
  --jupyter      open your own JupyterLab (4.2 or newer, on the PATH) with kernel and views, and install
                 nothing into it
  --host ADDRESS --allow-remote
                 listen on an address that other machines reach: who has the token can run programs here
  --allow-host NAME[:PORT]
                 answer to this name, too, as that of a reverse proxy; may be repeated
  --base-url /PATH/
                 serve the lab there, as a reverse proxy passes it on

What it keeps (settings, workspaces, trust in notebooks) never lies in the folder that it serves, unless that is the
clone it runs from: there in .peel, else in ~/.local/state/peel, or where PEEL_STATE_DIR says.

Example: peel lab notebooks/tutorials/01-first-light.ipynb
`;

/** Runs the verb; see `usage`. Resolves when the server has stopped. */
export async function run(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      port: { type: "string" },
      "no-browser": { type: "boolean", default: false },
      "cull-idle": { type: "string" },
      "log-requests": { type: "boolean", default: false },
      host: { type: "string" },
      "base-url": { type: "string" },
      "follow-links": { type: "boolean", default: false },
      "allow-host": { type: "string", multiple: true },
      "allow-remote": { type: "boolean", default: false },
      jupyter: { type: "boolean", default: false },
    },
  });
  if (positionals.length > 1) {
    throw new LabError(
      `peel lab takes one notebook, but got ${positionals.length}.`,
      "Open the others from there.",
    );
  }
  endWithNpm();
  const { root, notebook } = placesOf(positionals[0]);
  const culling = cullingOf(values["cull-idle"]);
  const { dir: stateDir, isTemporary } = findStateDir();
  if (isTemporary) {
    process.on("exit", () => rmSync(stateDir, { recursive: true, force: true }));
    process.stderr.write(
      "No folder for settings can be written: settings and trust in notebooks last as long as this server. PEEL_STATE_DIR=DIR names one.\n",
    );
  }
  const port = portOf(values.port);
  const onLog = (text: string) => void process.stderr.write(text);
  if (values.jupyter) {
    refuseOwnServersOptions(values);
    const jupyter = await startJupyter({
      root,
      stateDir,
      port,
      notebook,
      cullIdleSeconds: culling?.idleSeconds,
      onLog,
    });
    await announce(jupyter, `JupyterLab ${jupyter.version} of your own`, !values["no-browser"]);
    return;
  }
  const prefix = makeRunPrefix(stateDir);
  process.on("exit", prefix.remove);
  const lab = await startLab({
    root,
    prefixDir: prefix.dir,
    stateDir,
    port,
    host: values.host,
    allowRemote: values["allow-remote"],
    baseUrl: values["base-url"],
    followLinks: values["follow-links"],
    allowHosts: values["allow-host"],
    notebook,
    culling,
    logRequests: values["log-requests"],
    onLog,
  });
  if (values["allow-remote"] && values.host !== undefined && !isLoopback(values.host)) {
    process.stderr.write(
      "Warning: other machines can reach this server. Who has its token can run programs here, and the token travels unencrypted.\n",
    );
  }
  await announce(lab, "JupyterLab", !values["no-browser"]);
}

interface Running {
  url: string;
  /** resolves when it ended by itself */
  ended?: Promise<number | null>;
  close(): Promise<void>;
  kill(): void;
}

/** Tells where it is, opens it, and resolves when a signal has stopped it. */
async function announce(lab: Running, name: string, inBrowser: boolean): Promise<void> {
  const stopped = stopOnSignals(lab).then(() => "stopped" as const);
  process.stderr.write(`${name} is running; Ctrl-C stops it and its kernels.\n`);
  process.stdout.write(`${lab.url}\n`);
  if (inBrowser) openBrowser(lab.url);
  const end = await Promise.race([stopped, ...(lab.ended ? [lab.ended] : [])]);
  if (end !== "stopped" && !isStopping)
    throw new LabError(`${name} has ended with code ${end}.`, "What it said stands above.");
  await stopped;
}

/** What only our own server understands must not be passed over in silence. */
function refuseOwnServersOptions(values: Record<string, unknown>): void {
  const given = ["host", "allow-remote", "allow-host", "log-requests", "follow-links", "base-url"].filter(
    (name) => values[name],
  );
  if (given.length === 0) return;
  throw new LabError(
    `--${given[0]} is for the server of peel lab, not for your own JupyterLab.`,
    "Leave out --jupyter, or set it in JupyterLab's configuration.",
  );
}

/** Serves the working folder, or the notebook's own if that lies elsewhere. */
function placesOf(notebook: string | undefined): { root: string; notebook?: string } {
  const root = realpathSync(process.cwd());
  if (notebook === undefined) return { root };
  if (!existsSync(notebook)) {
    throw new LabError(
      `There is no notebook ${notebook}.`,
      "Name one that exists, or none to browse this folder.",
    );
  }
  if (!statSync(notebook).isFile()) throw new LabError(`${notebook} is not a file.`, "Name a notebook.");
  const place = join(realpathSync(dirname(resolve(notebook))), basename(notebook));
  const path = relative(root, place);
  if (path.startsWith("..")) return { root: dirname(place), notebook: basename(place) };
  return { root, notebook: path.split(sep).join("/") };
}

function portOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (/^\d+$/.test(text) && Number(text) <= 65_535) return Number(text);
  throw new LabError(
    `--port must be a whole number from 0 to 65535, but is ${JSON.stringify(text)}.`,
    "Leave it out for a free port.",
  );
}

function cullingOf(text: string | undefined): { idleSeconds: number } | undefined {
  if (text === undefined) return undefined;
  if (/^\d+$/.test(text) && Number(text) > 0) return { idleSeconds: Number(text) };
  throw new LabError(
    `--cull-idle must be a whole number of seconds above 0, but is ${JSON.stringify(text)}.`,
    "Leave it out to keep all kernels.",
  );
}

let isStopping = false;

/** Resolves when a signal has stopped the lab; a second signal does not wait for kernels. */
function stopOnSignals(lab: Running): Promise<void> {
  return new Promise((resolvePromise) => {
    const stop = (signal: NodeJS.Signals) => {
      if (isStopping) {
        lab.kill();
        process.exit(1);
      }
      isStopping = true;
      process.stderr.write(`${signal === "SIGINT" ? "\n" : ""}Stopping the server and its kernels.\n`);
      void lab.close().finally(resolvePromise);
    };
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, stop);
    // Whatever else ends this process must not leave kernels behind.
    process.on("exit", () => lab.kill());
  });
}
