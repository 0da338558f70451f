import type { CommManager } from "./comm.js";
import type { Engine } from "./engine/engine.js";
import type { History } from "./history.js";
import { WireError } from "./wire/errors.js";
import type { Json, Message } from "./wire/message.js";

/** What answers are made of. */
export interface AnswerParts {
  comms: CommManager;
  history: History;
  engine(): Promise<Engine>;
}

/** The content of the reply to a request that runs no cell; undefined for one that this kernel does not know. */
export async function answerTo(
  { header, content }: Message,
  { comms, history, engine }: AnswerParts,
): Promise<Json | undefined> {
  switch (header.msg_type) {
    case "comm_info_request":
      return { comms: comms.info(content.target_name) };
    case "history_request":
      return { history: history.query(content) };
    case "is_complete_request": {
      const { completenessOf } = await import("./engine/isComplete.js");
      return completenessOf(codeOf(content));
    }
    case "complete_request": {
      const { language } = await engine();
      const found = await language.complete(codeOf(content), cursorOf(content));
      const { matches, types, cursorStart, cursorEnd } = found;
      const metadata = { _jupyter_types_experimental: types };
      return { matches, cursor_start: cursorStart, cursor_end: cursorEnd, metadata };
    }
    case "inspect_request": {
      const { language } = await engine();
      const found = language.inspect(codeOf(content), cursorOf(content), content.detail_level);
      const data = found ? { "text/plain": found.plain, "text/markdown": found.markdown } : {};
      return { found: found !== undefined, data, metadata: {} };
    }
    default:
      return undefined;
  }
}

/** What is no text would leave the compiler in the middle of its work. */
function codeOf({ code }: Json): string {
  if (typeof code === "string") return code;
  throw new WireError(`code must be a text, but is ${typeof code}`, "Send the cell as it stands.");
}

/** In code points; a cursor that is left out or outside stands at the end. */
function cursorOf(content: Json): number {
  const end = [...codeOf(content)].length;
  const { cursor_pos: cursor } = content;
  return Number.isInteger(cursor) && cursor >= 0 ? Math.min(cursor, end) : end;
}
