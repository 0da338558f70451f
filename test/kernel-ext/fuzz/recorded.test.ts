/**
 * Traffic of jupyter_client 7.4.9, recorded on the wire while it ran jupyter_kernel_test, sent again as it was and then
 * damaged on the way.
 */
import { readFileSync } from "node:fs";
import type { KernelClient } from "@vision-peel/kernel/client";
import type { Json, Message, RequestChannel } from "@vision-peel/kernel/wire";
import { afterAll, beforeAll, expect, it } from "vitest";
import { encodeFrames } from "../../../kernel-ext/dist/wire/message.js";
import { faultsOf } from "../conformance/messageRules.js";
import { resultOf, startKernel } from "../kernel.js";
import { type Random, randomFrom } from "./random.js";

interface Recorded {
  channel: RequestChannel;
  header: Json;
  parent_header: Json;
  metadata: Json;
  content: Json;
}

const recorded: Recorded[] = JSON.parse(readFileSync(new URL("./recorded.json", import.meta.url), "utf8"));
const count = process.env.PEEL_CI === "1" ? 10_000 : 1000;
const seed = Number(process.env.PEEL_FUZZ_SEED ?? 20260423);

let kernel: KernelClient;
beforeAll(async () => {
  kernel = await startKernel();
});
afterAll(() => kernel.shutdown());

/** Only the key is of today. */
function framesOf({ header, parent_header, metadata, content }: Recorded): Uint8Array[] {
  const json = [header, parent_header, metadata, content].map((part) => JSON.stringify(part));
  return encodeFrames([], json, [], kernel.connection.key);
}

/** Sends one and waits for its reply and for idle. */
function answerTo(request: Recorded): Promise<Message[]> {
  return new Promise((resolve) => {
    const heard: Message[] = [];
    let [isAnswered, isIdle] = [false, false];
    const stop = kernel.onMessage((channel, message) => {
      if (message.parent_header.msg_id !== request.header.msg_id) return;
      heard.push(message);
      isAnswered ||= channel === request.channel;
      isIdle ||= message.content.execution_state === "idle";
      if (!isAnswered || !isIdle) return;
      stop();
      resolve(heard);
    });
    void kernel.channels.sendRaw(request.channel, framesOf(request));
  });
}

it("is answered as the specification says", async () => {
  expect(recorded).toHaveLength(39);
  for (const request of recorded) {
    const { msg_type: type } = request.header;
    const heard = await answerTo(request);
    const reply = heard.find(({ header }) => header.msg_type === type.replace("_request", "_reply"));
    const fails = String(request.content.code).startsWith("throw") && type === "execute_request";
    if (type !== "is_complete_request") expect(reply?.content.status).toBe(fails ? "error" : "ok");
    expect(heard.flatMap(faultsOf)).toEqual([]);
  }
});

/** Each makes of a good message one whose signature is wrong or that is none. */
const damages: Record<string, (frames: Uint8Array[], random: Random) => Uint8Array[]> = {
  "a frame is lost": (frames, random) => frames.toSpliced(random.int(frames.length), 1),
  "a frame comes twice": (frames, random) => {
    const at = random.int(3);
    return frames.toSpliced(at, 0, frames[at]);
  },
  "header and content change places": ([delimiter, signature, header, parent, metadata, content]) => [
    delimiter,
    signature,
    content,
    parent,
    metadata,
    header,
  ],
  "a frame is cut": (frames, random) => {
    const at = random.int(frames.length);
    return frames.with(at, frames[at].subarray(0, random.int(frames[at].length)));
  },
  "a bit is turned": (frames, random) => {
    const at = random.int(frames.length);
    const frame = Uint8Array.from(frames[at]);
    frame[random.int(frame.length)] ^= 1 << random.int(8);
    return frames.with(at, frame);
  },
  "the beginning is lost": (frames, random) => frames.slice(random.int(frames.length - 1) + 1),
};

it(`is ignored where it arrives damaged: ${count} times, seed ${seed}`, { timeout: 300_000 }, async () => {
  const random = randomFrom(seed);
  const executions = recorded.filter(({ header }) => header.msg_type === "execute_request");
  const before = (await kernel.execute("1")).reply.content.execution_count;
  let answers = 0;
  const stop = kernel.onMessage((_, { parent_header: parent }) => {
    if (executions.some(({ header }) => header.msg_id === parent.msg_id)) answers++;
  });
  for (let i = 0; i < count; i++) {
    const damage = damages[random.pick(Object.keys(damages))];
    const frames = damage(framesOf(random.pick(executions)), random);
    if (frames.length > 0) await kernel.channels.sendRaw(random.pick(["shell", "control", "stdin"]), frames);
    if (i % 500 === 0) await kernel.request("comm_info_request");
  }
  const after = await kernel.execute("6 * 7");
  stop();
  expect(answers).toBe(0);
  expect(resultOf(after)).toBe("42");
  expect(after.reply.content.execution_count).toBe(before + 1);
});
