import { currentContext } from "./context.js";
import type { IoChannel } from "./wire/ioChannel.js";
import type { Header, Json } from "./wire/message.js";

/** Publishes on iopub in the name of the request whose code is running. */
export class Outlet {
  constructor(readonly io: IoChannel) {}

  publish(msgType: string, content: Json, more: { metadata?: Json; buffers?: Uint8Array[] } = {}): void {
    const context = currentContext();
    if (context?.silent && !msgType.startsWith("comm_")) return;
    this.io.publish({ msgType, parent: context?.header ?? {}, content, ...more });
  }

  status(parent: Header, state: "busy" | "idle"): void {
    this.io.publish({ msgType: "status", parent, content: { execution_state: state } });
  }

  stream(name: "stdout" | "stderr", text: string): void {
    const context = currentContext();
    if (text === "" || context?.silent) return;
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
