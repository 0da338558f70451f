import { KernelClient } from "@vision-peel/kernel/client";
import { kernelArgv } from "@vision-peel/kernel/install";
import { preload } from "../install/install.js";
import { type Cell, type Json, type Notebook, tagsOf, textOf } from "../notebook/notebook.js";
import { shownWidgets } from "../notebook/outputData.js";
import { askFor } from "./askFor.js";
import { type CellEnd, runCell } from "./cellRun.js";
import { ExecuteError } from "./errors.js";
import { NotebookOutputs } from "./notebookOutputs.js";
import { notStarted, shownUnder } from "./notStarted.js";

export interface ExecuteNotebookOptions {
  /** The kernel's working folder; imports are resolved from here. */
  cwd: string;
  /** What a cell may take; left out: for ever. */
  timeoutSeconds?: number;
  allowErrors?: boolean;
  /** What the kernel finds in its environment besides ours. */
  env?: Record<string, string>;
  /** Interrupts the running cell, and runs no other. */
  signal?: AbortSignal;
  /** Told before each code cell, with its place among `count` code cells, from 1. */
  onCell?: (place: number, count: number, cell: Cell) => void;
  /** Comes to every cell of text in its turn, and may ask the kernel what an expression is there. */
  onText?: (cell: Cell, ask: (expression: string) => Promise<string>) => Promise<void>;
}

/** What a cell gets to end after an interrupt before its kernel is killed. */
const graceMs = 5000;

const isRun = (cell: Cell) => cell.cell_type === "code" && textOf(cell.source).trim() !== "";

/**
 * Runs the code cells in order in a new kernel and writes outputs and widget states into `notebook`. Resolves to
 * the `ExecuteError` that stopped it, or to `undefined`: the notebook is worth saving in either case.
 *
 * @example
 * const failure = await executeNotebook(notebook, { cwd: "notebooks" });
 */
export async function executeNotebook(
  notebook: Notebook,
  { cwd, timeoutSeconds, allowErrors = false, env, signal, onCell, onText }: ExecuteNotebookOptions,
): Promise<ExecuteError | undefined> {
  const interrupted = () =>
    new ExecuteError("Interrupted by Ctrl-C", "What had run until then is in OUT.", 130);
  const cells = notebook.cells.filter(isRun);
  const kernel = await startKernel({ cwd, env }, signal).catch((cause) =>
    signal?.aborted ? interrupted() : notStarted(cells[0], cause),
  );
  if (kernel instanceof ExecuteError) return kernel;
  const outputs = new NotebookOutputs((commId, shown) => {
    const data = { method: "update", state: { outputs: shown }, buffer_paths: [] };
    kernel.post("comm_msg", { comm_id: commId, data });
  });
  const stop = kernel.onMessage((channel, message) => {
    if (channel === "iopub") outputs.receive(message);
    else if (channel === "shell") outputs.receiveReply(message);
  });
  try {
    const info = await kernel.request("kernel_info_request");
    notebook.metadata.language_info = info.reply.content.language_info;
    notebook.metadata.kernelspec ??= {
      display_name: "TypeScript (Peel)",
      language: "typescript",
      name: "peel",
    };
    for (const cell of notebook.cells) {
      if (signal?.aborted) return interrupted();
      if (cell.cell_type === "markdown") await onText?.(cell, (expression) => askFor(kernel, expression));
      if (!isRun(cell)) continue;
      onCell?.(cells.indexOf(cell) + 1, cells.length, cell);
      const allowed = allowErrors || tagsOf(cell).includes("raises-exception");
      const { msgId, end } = runCell(kernel, textOf(cell.source), !allowed);
      outputs.begin(msgId, cell);
      const name = `Cell ${notebook.cells.indexOf(cell) + 1} of the notebook`;
      const result = await withinLimits(kernel, end, timeoutSeconds, signal);
      if (signal?.aborted) return interrupted();
      if (result === "late") {
        return new ExecuteError(
          `${name} ran longer than ${timeoutSeconds} s`,
          "Give it more with --timeout, or look for a loop that does not end.",
          1,
        );
      }
      if (result.how === "died") {
        const { what, remedy } = result.end;
        return shownUnder(cell, new ExecuteError(`The kernel ${what}, in ${name.toLowerCase()}`, remedy, 1));
      }
      const failure = failureOf(result.reply, name);
      if (failure && !allowed) return failure;
    }
    return undefined;
  } finally {
    stop();
    await kernel.shutdown();
    const widgets = outputs.widgets.toMetadata(shownWidgets(notebook));
    if (widgets) notebook.metadata.widgets = widgets;
  }
}

/** Until a kernel is there, Ctrl-C has nothing to interrupt and ends it. */
async function startKernel(
  where: Pick<ExecuteNotebookOptions, "cwd" | "env">,
  signal: AbortSignal | undefined,
): Promise<KernelClient> {
  const starting = new AbortController();
  const giveUp = () => starting.abort();
  signal?.addEventListener("abort", giveUp);
  if (signal?.aborted) giveUp();
  try {
    return await KernelClient.start({ argv: kernelArgv({ preload }), ...where, signal: starting.signal });
  } finally {
    signal?.removeEventListener("abort", giveUp);
  }
}

function failureOf({ status, ename, evalue }: Json, name: string): ExecuteError | undefined {
  if (status === "ok") return undefined;
  const error = status === "error" ? `${ename}: ${evalue}`.replace(/\.$/, "") : `it was ${status}`;
  return new ExecuteError(
    `${name} failed with ${error}`,
    "Mend it, tag it raises-exception, or add --allow-errors.",
    1,
  );
}

/** Waits for the end of a cell; when time or patience is over interrupts it, and then kills the kernel. */
async function withinLimits(
  kernel: KernelClient,
  end: Promise<CellEnd>,
  timeoutSeconds: number | undefined,
  signal: AbortSignal | undefined,
): Promise<CellEnd | "late"> {
  let timer: NodeJS.Timeout | undefined;
  let onAbort = () => {};
  const late = new Promise<"late">((resolve) => {
    if (timeoutSeconds !== undefined) timer = setTimeout(resolve, timeoutSeconds * 1000, "late");
    onAbort = () => resolve("late");
    signal?.addEventListener("abort", onAbort);
    if (signal?.aborted) onAbort();
  });
  const result = await Promise.race([end, late]);
  clearTimeout(timer);
  signal?.removeEventListener("abort", onAbort);
  if (result !== "late") return result;
  kernel.post("interrupt_request", {}, { channel: "control" });
  let grace: NodeJS.Timeout | undefined;
  const over = new Promise<"over">((resolve) => {
    grace = setTimeout(resolve, graceMs, "over");
  });
  if ((await Promise.race([end, over])) === "over") await kernel.process?.kill();
  clearTimeout(grace);
  return "late";
}
