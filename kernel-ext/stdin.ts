import { randomUUID } from "node:crypto";
import { currentContext, type RequestContext } from "./context.js";
import { KernelError, KeyboardInterrupt } from "./errors.js";
import type { IoChannel } from "./wire/ioChannel.js";
import type { Message } from "./wire/message.js";

interface Question {
  resolve(value: string): void;
  reject(error: unknown): void;
}

/** Asks the person at the front end for a line of text. */
export class Stdin {
  readonly #waiting = new Map<string, Question>();

  /** @param takeInterrupt throws in the cell's name the interrupt that has ended a wait */
  constructor(
    readonly io: IoChannel,
    readonly takeInterrupt: () => void,
  ) {}

  /** Asks, and lets everything else go on meanwhile. */
  ask(prompt: string, password: boolean): Promise<string> {
    const msgId = randomUUID();
    this.io.askForInput(request(msgId, prompt, password));
    return new Promise((resolve, reject) => this.#waiting.set(msgId, { resolve, reject }));
  }

  /** Asks, and stops everything until there is an answer, as `prompt` does in browsers. */
  askAndWait(prompt: string, password: boolean): string {
    const answer = this.io.waitForInput(request(randomUUID(), prompt, password));
    if (answer !== undefined) return answer;
    this.takeInterrupt();
    throw new KeyboardInterrupt();
  }

  answer({ parent_header: parent, content }: Message): void {
    // Clients before jupyter_client 8 do not say which question they answer: then it is the oldest.
    const id = "msg_id" in parent ? parent.msg_id : this.#waiting.keys().next().value;
    const question = this.#waiting.get(String(id));
    if (!question) return;
    this.#waiting.delete(String(id));
    question.resolve(String(content.value ?? ""));
  }

  /** An interrupt ends every question. */
  cancel(reason: unknown): void {
    const questions = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const { reject } of questions) reject(reason);
  }
}

function request(msgId: string, prompt: string, password: boolean) {
  const { header, identities } = allowedContext();
  return { identities, msgId, msgType: "input_request", parent: header, content: { prompt, password } };
}

function allowedContext(): RequestContext {
  const context = currentContext();
  if (context?.allowStdin) return context;
  throw new KernelError(
    "This front end cannot ask for input",
    "Run the cell in JupyterLab or a console, or set the value in the cell.",
  );
}
