import { randomUUID } from "node:crypto";
import type { Header, Json } from "./message.js";

/**
 * The subshells that exist (JEP 91). They live in the I/O thread, so that a front end gets one also
 * while a cell keeps the main thread busy.
 */
export class SubshellIds {
  readonly #ids = new Set<string>();

  /** @param onDeleted hears of every subshell that is gone */
  constructor(readonly onDeleted: (id: string) => void) {}

  /** The content of the answer to a request about subshells, or undefined if it is about something else. */
  answer(msgType: string, content: Json): Json | undefined {
    switch (msgType) {
      case "create_subshell_request": {
        const id = randomUUID();
        this.#ids.add(id);
        return { status: "ok", subshell_id: id };
      }
      case "delete_subshell_request": {
        if (!this.#ids.delete(content.subshell_id)) return unknownSubshell(content.subshell_id);
        this.onDeleted(content.subshell_id);
        return { status: "ok" };
      }
      case "list_subshell_request":
        return { status: "ok", subshell_id: [...this.#ids] };
      default:
        return undefined;
    }
  }

  /** The error for a request to a subshell that does not exist; undefined when all is well. */
  refuse({ msg_type, subshell_id: id }: Header): Json | undefined {
    if (id === undefined || id === null || this.#ids.has(id)) return undefined;
    // A page closes its comms on one socket and their subshell on another: neither order is wrong.
    if (msg_type.startsWith("comm_") && !msg_type.endsWith("_request")) return undefined;
    return unknownSubshell(id);
  }
}

function unknownSubshell(id: unknown): Json {
  const evalue = `There is no subshell ${JSON.stringify(id) ?? "without subshell_id"}. Create one with create_subshell_request.`;
  return { status: "error", ename: "UnknownSubshell", evalue, traceback: [`UnknownSubshell: ${evalue}`] };
}
