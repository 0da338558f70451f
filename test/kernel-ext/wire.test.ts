import type { KernelClient } from "@vision-peel/kernel/client";
import { joinBuffers, splitBuffers } from "@vision-peel/kernel/widgets";
import {
  decodeMessage,
  encodeMessage,
  isSignedBy,
  makeMessage,
  sign,
  WireError,
} from "@vision-peel/kernel/wire";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { resultOf, startKernel } from "./kernel.js";

const message = makeMessage("comm_msg", "session", { content: { a: 1 }, buffers: [new Uint8Array([9, 8])] });
const frames = () => encodeMessage({ identities: [Buffer.from("me")], message }, "key");

describe("messages", () => {
  it("come back as they were", () => {
    expect(decodeMessage(frames(), "key")).toEqual({
      identities: [Buffer.from("me")],
      message: { ...message, buffers: [new Uint8Array([9, 8])] },
    });
  });

  it("are signed with HMAC-SHA256 over four frames, buffers left out", () => {
    // Source: python3 -c "import hmac; print(hmac.new(b'key', b'{}'*4, 'sha256').hexdigest())"
    const parts = Array.from({ length: 4 }, () => Buffer.from("{}"));
    expect(sign(parts, "key")).toBe("ca767b02c5bc061ed184a9a029e7f93a7f2f7ed4e8fe74120fc1212f0b008fa3");
    expect(isSignedBy(parts, Buffer.from(sign(parts, "key")), "key")).toBe(true);
    const withOtherBuffer = frames();
    withOtherBuffer[withOtherBuffer.length - 1] = Buffer.from("other");
    expect(() => decodeMessage(withOtherBuffer, "key")).not.toThrow();
  });

  it("are refused when changed, short, unsigned or not JSON", () => {
    const changed = frames();
    changed[6] = Buffer.from('{"a":2}');
    const notJson = [
      Buffer.from("<IDS|MSG>"),
      Buffer.from(""),
      ...Array.from({ length: 4 }, () => Buffer.from("{")),
    ];
    for (const bad of [changed, frames().slice(0, 4), [], [Buffer.from("<IDS|MSG>")]]) {
      expect(() => decodeMessage(bad, "key")).toThrow(WireError);
    }
    expect(() => decodeMessage(notJson, "")).toThrow(WireError);
  });
});

describe("buffers", () => {
  it("leave dictionaries and lists, and find their way back", () => {
    const state = {
      a: new Uint8Array([1]),
      list: [1, new DataView(new ArrayBuffer(2)), { deep: new Float32Array(1) }],
      n: null,
    };
    const split = splitBuffers(state);
    expect(split.state).toEqual({ list: [1, null, {}], n: null });
    expect(split.bufferPaths).toEqual([["a"], ["list", 1], ["list", 2, "deep"]]);
    const joined = joinBuffers(structuredClone(split.state), split.bufferPaths, split.buffers);
    expect(joined.a).toEqual(new Uint8Array([1]));
    expect(joined.list[2].deep).toEqual(new Uint8Array(4));
  });

  it("cannot reach a prototype", () => {
    joinBuffers({}, [["__proto__", "polluted"]], [new Uint8Array(1)]);
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });
});

describe("a kernel that hears nonsense", () => {
  let kernel: KernelClient;
  beforeAll(async () => {
    kernel = await startKernel();
  });
  afterAll(() => kernel.shutdown());

  it("drops it and answers what is well-formed", async () => {
    for (let i = 0; i < 200; i++) {
      const bad = encodeMessage(
        { identities: [], message: makeMessage("execute_request", "s") },
        i % 2 ? "wrong key" : kernel.connection.key,
      );
      await kernel.channels.sendRaw("shell", bad.slice(0, i % 2 ? undefined : i % 5));
      await kernel.channels.sendRaw("control", [Buffer.alloc(i)]);
    }
    await kernel.channels.send(
      "shell",
      makeMessage("comm_msg", "s", { content: { comm_id: 7, data: null } }),
    );
    await kernel.channels.send("shell", makeMessage("complete_request", "s", { content: {} }));
    expect(resultOf(await kernel.execute("'alive'"))).toBe("'alive'");
  });
});
