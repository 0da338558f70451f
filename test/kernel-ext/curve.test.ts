/** CurveZMQ: with a key pair in the connection file nothing on the wire can be read or forged. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { KernelClient, newConnection } from "@vision-peel/kernel/client";
import { kernelArgv } from "@vision-peel/kernel/install";
import { newCurveKeys, readConnectionFile, WireError } from "@vision-peel/kernel/wire";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { emptyFolder, projectRoot, resultOf } from "./kernel.js";

describe("a kernel whose connection file asks for it", () => {
  let kernel: KernelClient;
  beforeAll(async () => {
    const cwd = join(projectRoot, "notebooks", "tutorials");
    kernel = await KernelClient.start({ argv: kernelArgv(), cwd, encrypted: true });
  });
  afterAll(() => kernel.shutdown());

  it("works on all five sockets for whoever knows its public key", async () => {
    expect(kernel.connection.curve_publickey).toHaveLength(40);
    expect(resultOf(await kernel.execute("6 * 7"))).toBe("42");
    expect((await kernel.request("kernel_info_request", {}, "control")).reply.content.status).toBe("ok");
    expect(await kernel.channels.isAlive()).toBe(true);
    const asked = new Promise<void>((resolve) => {
      kernel.onMessage((channel) => channel === "stdin" && resolve());
    });
    const cell = kernel.execute("import { prompt } from '@vision-peel/kernel'; prompt('?')", {
      allow_stdin: true,
    });
    await asked;
    kernel.post("input_reply", { value: "encrypted" }, { channel: "stdin" });
    expect(resultOf(await cell)).toBe("'encrypted'");
  });

  it("takes a second client that has only the public key", async () => {
    const { curve_secretkey, ...connection } = kernel.connection;
    expect(curve_secretkey).toHaveLength(40);
    const second = new KernelClient(connection);
    await second.waitUntilReady();
    second.channels.close();
  });

  it.each([
    ["another kernel's public key", newCurveKeys()],
    ["none", { curve_publickey: undefined, curve_secretkey: undefined }],
  ])("does not hear a client with %s, though it can sign", async (_, keys) => {
    const stranger = new KernelClient({ ...kernel.connection, ...keys });
    let heard = 0;
    stranger.onMessage(() => heard++);
    expect(await stranger.channels.isAlive(700)).toBe(false);
    stranger.post("execute_request", { code: "globalThis.forged = true" });
    stranger.post("shutdown_request", { restart: false }, { channel: "control" });
    // The kernel has had time for the stranger's messages when it has answered another's.
    await kernel.execute("await new Promise((done) => setTimeout(done, 300))");
    expect(heard).toBe(0);
    expect(resultOf(await kernel.execute("'forged' in globalThis"))).toBe("false");
    stranger.channels.close();
  });
});

it("refuses half a key pair and keys that are none", async () => {
  const file = join(emptyFolder(), "connection.json");
  const connection = await newConnection({ encrypted: true });
  for (const wrong of [
    { curve_secretkey: undefined },
    { curve_publickey: "short" },
    { curve_publickey: 7 },
  ]) {
    writeFileSync(file, JSON.stringify({ ...connection, ...wrong }));
    expect(() => readConnectionFile(file)).toThrow(WireError);
  }
  writeFileSync(file, JSON.stringify({ ...connection, curve_publickey: null, curve_secretkey: null }));
  expect(readConnectionFile(file)).not.toHaveProperty("curve_publickey");
});
