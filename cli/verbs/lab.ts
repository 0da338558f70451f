import { existsSync, realpathSync, statSync } from "node:fs";
import { basename, dirname, join, relative, resolve, sep } from "node:path";
import { parseArgs } from "node:util";
import { LabError, startLab } from "@vision-peel/lab";
import { fillPrefix } from "../jupyterPrefix.js";
import { openBrowser } from "../openBrowser.js";

export const usage = `
Usage: peel lab [NOTEBOOK] [--port N] [--no-browser] [--cull-idle SECONDS] [--log-requests]

Opens JupyterLab on this folder, with the TypeScript kernel and the live views, on 127.0.0.1.
Prints its address on one line; Ctrl-C stops the server and all kernels.

  --port N       listen there (default 8888, else the next free port; 0 takes any free one)
  --no-browser   only print the address
  --cull-idle SECONDS
                 end kernels that nobody used for so long, unless a page shows them or they work
  --log-requests
                 print every request, without the token
  --host ADDRESS --allow-remote
                 listen on an address that other machines reach: who has the token can run programs here

Everything it keeps (settings, workspaces, trust in notebooks) lies in the folder .peel.

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
      "allow-remote": { type: "boolean", default: false },
    },
  });
  if (positionals.length > 1) {
    throw new LabError(
      `peel lab takes one notebook, but got ${positionals.length}.`,
      "Open the others from there.",
    );
  }
  const { root, notebook } = placesOf(positionals[0]);
  const culling = cullingOf(values["cull-idle"]);
  const prefixDir = join(root, ".peel");
  fillPrefix(prefixDir);
  const lab = await startLab({
    root,
    prefixDir,
    port: portOf(values.port),
    host: values.host,
    allowRemote: values["allow-remote"],
    notebook,
    culling,
    logRequests: values["log-requests"],
    onLog: (text) => process.stderr.write(text),
  });
  const stopped = stopOnSignals(lab);
  if (values["allow-remote"]) {
    process.stderr.write(
      "Warning: other machines can reach this server. Who has its token can run programs here, and the token travels unencrypted.\n",
    );
  }
  process.stderr.write("JupyterLab is running; Ctrl-C stops it and its kernels.\n");
  process.stdout.write(`${lab.url}\n`);
  if (!values["no-browser"]) openBrowser(lab.url);
  await stopped;
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

/** Resolves when a signal has stopped the lab; a second signal does not wait for kernels. */
function stopOnSignals(lab: { close(): Promise<void>; kill(): void }): Promise<void> {
  return new Promise((resolvePromise) => {
    let isStopping = false;
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
