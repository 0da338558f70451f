import type { EndOfKernel, KernelClient } from "@vision-peel/kernel/client";
import type { Json } from "../notebook/notebook.js";

export type CellEnd = { how: "replied"; reply: Json } | { how: "died"; end: EndOfKernel };

export interface CellRun {
  msgId: string;
  /** Settles when the kernel has replied and is idle, or is gone. */
  end: Promise<CellEnd>;
}

/** Sends a cell; nobody is there to answer what it asks, so the kernel is told to refuse `input()`. */
export function runCell(kernel: KernelClient, code: string, stopOnError: boolean): CellRun {
  const msgId = kernel.post("execute_request", {
    code,
    silent: false,
    store_history: true,
    user_expressions: {},
    allow_stdin: false,
    stop_on_error: stopOnError,
  });
  const replied = new Promise<CellEnd>((resolve) => {
    let reply: Json | undefined;
    let idle = false;
    const stop = kernel.onMessage((channel, { header, parent_header, content }) => {
      if (parent_header.msg_id !== msgId) return;
      if (channel === "shell") reply = content;
      else if (header.msg_type === "status") idle = content.execution_state === "idle";
      if (!reply || !idle) return;
      stop();
      resolve({ how: "replied", reply });
    });
  });
  const died = kernel.process?.end.then((end): CellEnd => ({ how: "died", end }));
  return { msgId, end: died ? Promise.race([replied, died]) : replied };
}
