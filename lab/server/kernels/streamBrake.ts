import { type Message, makeMessage } from "@vision-peel/kernel/wire";

/** Text that one request may print into a page; more would keep the page busy for minutes. */
const limitChars = 16 * 2 ** 20;

/**
 * Holds back what a runaway cell prints, so that the page stays able to interrupt it: beyond the limit
 * a request's streams are dropped, and the page is told once.
 */
export class StreamBrake {
  readonly #printed = new Map<string, number>();

  constructor(readonly session: string) {}

  /** What to tell the front end of a message from iopub: itself, a warning in its place, or nothing. */
  pass(message: Message): Message | undefined {
    const id = message.parent_header.msg_id;
    const { msg_type: type } = message.header;
    if (type === "status" && message.content.execution_state === "idle" && id) this.#printed.delete(id);
    if (type !== "stream" || !id) return message;
    const before = this.#printed.get(id) ?? 0;
    const after = before + String(message.content.text).length;
    this.#printed.set(id, after);
    if (after <= limitChars) return message;
    if (before > limitChars) return undefined;
    const text = `This cell has printed more than ${limitChars / 2 ** 20} MiB; what follows is not shown. Interrupt it, or let it write into a file.\n`;
    const warning = makeMessage("stream", this.session, { content: { name: "stderr", text } });
    return { ...warning, parent_header: message.parent_header };
  }
}
