import { randomUUID } from "node:crypto";
import { makeHeader, type RequestChannel } from "@vision-peel/kernel/wire";
import { encodeFrames } from "../../../kernel-ext/dist/wire/message.js";
import { fieldsOf, oddContent, oddity } from "./oddJson.js";
import type { Random } from "./random.js";

export interface BadMessage {
  kind: string;
  channel: RequestChannel;
  frames: Uint8Array[];
}

const delimiter = Buffer.from("<IDS|MSG>");
const channels: readonly RequestChannel[] = ["shell", "shell", "shell", "control", "stdin"];
/** What would end the kernel or make it a new subshell is well-formed and no mistake. */
const types = Object.keys(fieldsOf);

/** Makes one wrong message after the other; some are old ones again. */
export function badMessages(random: Random, key: string): () => BadMessage {
  const sent: BadMessage[] = [];
  const signed = (
    msgType: string,
    content: string,
    more: { header?: string; buffers?: Uint8Array[] } = {},
  ) => {
    const header = more.header ?? JSON.stringify(makeHeader(msgType, randomUUID()));
    return encodeFrames([], [header, "{}", "{}", content], more.buffers ?? [], key);
  };
  const kinds: Record<string, () => Uint8Array[]> = {
    "frames of noise": () => Array.from({ length: random.int(9) + 1 }, () => random.bytes(random.int(40))),
    "frames missing": () => signed(random.pick(types), "{}").slice(0, random.int(6)),
    "delimiter only": () => Array.from({ length: random.int(7) + 1 }, () => delimiter),
    "wrong signature": () => {
      const frames = signed("execute_request", '{"code":"globalThis.forged = true"}');
      frames[1] = Buffer.from(
        random.pick(["", "0".repeat(64), "é".repeat(32), Buffer.from(random.bytes(64)).toString("hex")]),
      );
      return frames;
    },
    "content changed after signing": () => {
      const frames = signed("execute_request", '{"code":"1"}');
      frames[5] = Buffer.from('{"code":"globalThis.forged = true"}');
      return frames;
    },
    "no JSON": () =>
      signed("execute_request", random.pick(["{", "", "undefined", "{'a':1}", "\u0000", "NaN"])),
    "odd header": () => signed("", "{}", { header: oddity(random) }),
    "odd header fields": () => {
      const fields = ["msg_id", "msg_type", "session", "username", "date", "version", "subshell_id"];
      const parts = fields.map((field) => `"${field}":${oddity(random)}`);
      return signed("", "{}", { header: `{${parts.join(",")}}` });
    },
    "odd content": () => {
      const type = random.pick(types);
      return signed(type, oddContent(random, type));
    },
    "code that fails": () =>
      signed(
        "execute_request",
        JSON.stringify({ code: random.pick(["throw 1", "a = ]", "`", "nope()"]), silent: true }),
      ),
    oversized: () =>
      signed(
        "comm_msg",
        JSON.stringify({ comm_id: "none", data: { text: "x".repeat(random.int(200_000)) } }),
        {
          buffers: Array.from({ length: random.int(40) }, () => random.bytes(random.int(2000))),
        },
      ),
    "out of order": () =>
      signed(
        random.pick([
          "comm_msg",
          "comm_close",
          "input_reply",
          "execute_reply",
          "status",
          "kernel_info_reply",
        ]),
        JSON.stringify({ comm_id: randomUUID(), data: {}, value: "unasked", execution_state: "idle" }),
      ),
    "unknown subshell": () =>
      signed("", '{"code":"1","cursor_pos":1}', {
        header: JSON.stringify({
          ...makeHeader(random.pick(types), "s"),
          subshell_id: random.pick(["none", "", 7, true, [], {}]),
        }),
      }),
  };
  const names = Object.keys(kinds);
  return () => {
    if (sent.length > 0 && random.int(12) === 0) return { ...random.pick(sent), kind: "replayed" };
    const kind = random.pick(names);
    const message = { kind, channel: random.pick(channels), frames: kinds[kind]() };
    if (sent.length < 200) sent.push(message);
    return message;
  };
}
