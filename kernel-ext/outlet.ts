import { currentContext } from "./context.js";
import type { IoChannel } from "./wire/ioChannel.js";
import type { Header, Json } from "./wire/message.js";

/** What a reader sees under a cell; comms are no part of it. */
const shownTypes = new Set([
  "execute_input",
  "execute_result",
  "display_data",
  "update_display_data",
  "clear_output",
  "error",
]);

/** Publishes on iopub in the name of the request whose code is running. */
export class Outlet {
  constructor(readonly io: IoChannel) {}

  publish(msgType: string, content: Json, more: { metadata?: Json; buffers?: Uint8Array[] } = {}): void {
    const context = currentContext();
    const isShown = shownTypes.has(msgType);
    if (context?.capture && isShown) return context.capture(msgType, content);
    if (context?.silent && isShown) return;
    this.io.publish({ msgType, parent: context?.header ?? {}, content, ...more });
  }

  /** What is shown from now on crosses with the answer, if that follows at once. */
  hold(): void {
    this.io.hold();
  }

  /** Shows what was held back: what runs next may take long. */
  release(): void {
    this.io.release();
  }

  status(parent: Header, state: "busy" | "idle"): void {
    this.io.publish({ msgType: "status", parent, content: { execution_state: state } });
  }

  stream(name: "stdout" | "stderr", text: string): void {
    const context = currentContext();
    if (text === "") return;
    if (context?.capture) return context.capture("stream", { name, text });
    if (context?.silent) return;
    this.io.stream({ parent: context?.header ?? {}, name, text });
  }

  /** Sends what is written to the process's own streams to the notebook. */
  captureStreams(): void {
    for (const name of ["stdout", "stderr"] as const) {
      const decoder = new TextDecoder();
      const write = (
        chunk: string | Uint8Array,
        encodingOrDone?: BufferEncoding | ((error?: Error) => void),
        done?: (error?: Error) => void,
      ): boolean => {
        this.stream(name, typeof chunk === "string" ? chunk : decoder.decode(chunk, { stream: true }));
        const callback = typeof encodingOrDone === "function" ? encodingOrDone : done;
        if (callback) process.nextTick(callback);
        return true;
      };
      process[name].write = write;
    }
  }
}
