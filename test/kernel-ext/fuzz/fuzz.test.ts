/** Ten thousand wrong messages leave a kernel alive, correct and no larger. */
import { KernelClient } from "@vision-peel/kernel/client";
import { addressOf, makeMessage } from "@vision-peel/kernel/wire";
import { expect, it } from "vitest";
import { Subscriber } from "zeromq";
import { printedBy, resultOf, startKernel } from "../kernel.js";
import { badMessages } from "./badMessages.js";
import { randomFrom } from "./random.js";
import { prepareWellBeing, wellBeingOf } from "./wellBeing.js";

const count = process.env.PEEL_CI === "1" ? 10_000 : 1000;
const seed = Number(process.env.PEEL_FUZZ_SEED ?? 20260423);
const warmUp = count / 2;
const inOneGo = 250;
/** Everything is back at the baseline within this part of it. */
const tolerance = 0.05;

it(`survives ${count} wrong messages of seed ${seed}`, { timeout: 900_000 }, async () => {
  const kernel = await startKernel();
  const next = badMessages(randomFrom(seed), kernel.connection.key);
  const send = async (messages: number) => {
    const kinds = new Set<string>();
    for (let i = 0; i < messages; i++) {
      const { kind, channel, frames } = next();
      kinds.add(kind);
      if (frames.length > 0) await kernel.channels.sendRaw(channel, frames);
      // Waits until what was sent is done, so that the kernel and not the socket holds it.
      if (i % inOneGo === 0) await kernel.request("comm_info_request");
    }
    await kernel.request("comm_info_request");
    await kernel.execute("1");
    return kinds;
  };
  await prepareWellBeing(kernel);
  const fresh = await wellBeingOf(kernel);
  // Compiled code, feedback vectors and the compiler's line tables grow for some thousand messages
  // and then stand still (heap snapshots show nothing else), so the baseline is taken after them.
  await send(warmUp);
  const before = await wellBeingOf(kernel);
  const kinds = await send(count);
  const after = await wellBeingOf(kernel);
  console.log(JSON.stringify({ seed, messages: count, fresh, before, after }));

  expect(kinds.size).toBe(14);
  expect(kernel.process?.process.exitCode).toBeNull();
  expect(resultOf(await kernel.execute("6 * 7"))).toBe("42");
  expect(printedBy(await kernel.execute("console.log('well')"))).toBe("well\n");
  expect(resultOf(await kernel.execute("['forged' in globalThis, ({} as any).polluted]"))).toBe(
    "[ false, undefined ]",
  );
  expect(after.heapBytes).toBeLessThan(before.heapBytes * (1 + tolerance));
  expect(after.externalBytes).toBeLessThan(before.externalBytes * (1 + tolerance) + 2 ** 20);
  expect(after.openFiles).toBeLessThanOrEqual(before.openFiles * (1 + tolerance));
  expect(after.handles).toBeLessThanOrEqual(before.handles * (1 + tolerance));
  expect(after.comms).toBe(before.comms);
  await kernel.shutdown();
  expect(await kernel.process?.exited).toBe(0);
});

it("survives subscribers that come, say odd things and go", async () => {
  const kernel = await startKernel();
  await prepareWellBeing(kernel);
  const before = await wellBeingOf(kernel);
  const random = randomFrom(seed);
  for (let i = 0; i < 100; i++) {
    const subscriber = new Subscriber({ linger: 0 });
    subscriber.connect(addressOf(kernel.connection, "iopub"));
    for (let topic = 0; topic < random.int(5); topic++)
      subscriber.subscribe(Buffer.from(random.bytes(random.int(300))));
    subscriber.subscribe();
    if (random.int(2) === 0) await subscriber.receive();
    subscriber.close();
  }
  const late = new KernelClient(kernel.connection);
  await late.waitUntilReady();
  late.channels.close();
  const after = await wellBeingOf(kernel);
  expect(after.openFiles).toBeLessThanOrEqual(before.openFiles);
  expect(after.heapBytes).toBeLessThan(before.heapBytes * (1 + tolerance));
  await kernel.channels.send("shell", makeMessage("comm_info_request", "s"));
  expect(resultOf(await kernel.execute("'alive'"))).toBe("'alive'");
  await kernel.shutdown();
});
