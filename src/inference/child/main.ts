/**
 * The program that computes: it alone loads onnxruntime-node, whose `run` keeps its thread busy until it is done.
 * It is asked over file descriptor 3, one thing at a time, and is killed when an answer is not wanted any more.
 */
import { Socket } from "node:net";
import { Worker } from "node:worker_threads";
import { readFrames, writeFrame } from "../wire/frames.js";
import type { Answer, Ask, Room, SentTensor } from "../wire/messages.js";
import { probe } from "./probe.js";
import { Sessions } from "./sessions.js";

/** A parent that was killed cannot say so, and a busy thread would not hear it: another one looks for it. */
const WATCH = `
  const parent = ${process.ppid};
  setInterval(() => { if (process.ppid !== parent) process.kill(process.pid, "SIGKILL"); }, 500);
`;
new Worker(WATCH, { eval: true }).unref();

const sessions = new Sessions(JSON.parse(process.argv[2]) as Room);
const socket = new Socket({ fd: 3 });
socket.on("close", () => process.exit(0));
socket.on("error", () => process.exit(0));
// An interrupt of the terminal is for the parent, which decides what becomes of this process.
process.on("SIGINT", () => {});
readFrames(
  socket,
  ({ message, arrays }) => void answer(message as Ask, arrays),
  () => process.exit(1),
);

async function answer(ask: Ask, arrays: readonly ArrayBuffer[]): Promise<void> {
  const send = (message: Answer, data: readonly ArrayBufferView[] = []): void =>
    writeFrame(socket, message, data);
  try {
    if (ask.ask === "probe") send({ answer: "probed", milliseconds: await probe(ask.provider) });
    else if (ask.ask === "load") send({ answer: "loaded", ...(await sessions.describe(ask.model)) });
    else if (ask.ask === "release") {
      await sessions.release(ask.path);
      send({ answer: "released" });
    } else {
      const begun = performance.now();
      const { results, data } = await sessions.run(ask.model, ask.feeds as SentTensor[], arrays, ask.outputs);
      send({ answer: "ran", results, milliseconds: performance.now() - begun }, data);
    }
  } catch (error) {
    send({
      answer: "failed",
      while: ask.ask,
      reason: error instanceof Error ? error.message : String(error),
    });
  }
}
