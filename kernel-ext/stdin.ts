import { currentContext } from "./context.js";
import { KernelError } from "./errors.js";
import type { IoChannel } from "./wire/ioChannel.js";

/** Asks the person at the front end for a line of text. */
export class Stdin {
  #waiting: { resolve(value: string): void; reject(error: unknown): void }[] = [];

  constructor(readonly io: IoChannel) {}

  ask(prompt: string, password: boolean): Promise<string> {
    const context = currentContext();
    if (!context?.allowStdin) {
      throw new KernelError(
        "This front end cannot ask for input",
        "Run the cell in JupyterLab or a console, or set the value in the cell.",
      );
    }
    this.io.askForInput({
      identities: context.identities,
      msgType: "input_request",
      parent: context.header,
      content: { prompt, password },
    });
    return new Promise((resolve, reject) => this.#waiting.push({ resolve, reject }));
  }

  answer(value: unknown): void {
    this.#waiting.shift()?.resolve(String(value ?? ""));
  }

  /** An interrupt ends every question. */
  cancel(reason: unknown): void {
    for (const { reject } of this.#waiting.splice(0)) reject(reason);
  }
}
