/** The process that computes: results, faults, and what becomes of it. */
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { ArgumentError, isGeneratorError } from "vision-peel";
import { type OpenedInference, openInference, type TensorValue } from "vision-peel/inference";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { inProcessInference } from "../support/inProcessInference.js";
import { isAlive } from "../support/processes.js";

const tiny = (name: string): string => fileURLToPath(new URL(`tiny/${name}.onnx`, import.meta.url));

let inference: OpenedInference;
beforeEach(() => {
  inference = openInference({ device: "cpu" });
});
afterEach(() => inference.close());

const plane = (side: number): TensorValue => ({
  type: "float32",
  dims: [side, side],
  data: Float32Array.from({ length: side * side }, (_, i) => ((i * 7) % 13) / 64),
});
const times = (count: number): TensorValue => ({
  type: "int64",
  dims: [],
  data: BigInt64Array.of(BigInt(count)),
});
/** Longer than any test waits. */
const endless = { x: plane(256), times: times(1_000_000) };

const everyType: Record<string, TensorValue> = {
  x: {
    type: "float32",
    dims: [1, 3, 5, 7],
    data: Float32Array.from({ length: 105 }, (_, i) => Math.sin(i)),
  },
  i64: { type: "int64", dims: [2], data: BigInt64Array.of(-5n, 2n ** 60n) },
  i32: { type: "int32", dims: [2], data: Int32Array.of(-7, 2 ** 30) },
  u8: { type: "uint8", dims: [2], data: Uint8Array.of(0, 255) },
  flag: { type: "bool", dims: [2], data: Uint8Array.of(1, 0) },
  f16: { type: "float16", dims: [2], data: Uint16Array.of(0x3c00, 0xc000) },
};

describe("openInference", () => {
  it("computes what ONNX Runtime computes, for every type", async () => {
    const [network, inProcess] = await Promise.all(
      [inference, inProcessInference()].map((one) => one.load(tiny("types"))),
    );
    expect(network.device).toBe("cpu");
    expect(network.inputs[0]).toEqual({ name: "x", type: "float32", dims: [1, 3, "height", "width"] });
    const [found, expected] = await Promise.all([network.run(everyType), inProcess.run(everyType)]);
    expect(Object.keys(found).sort()).toEqual(Object.keys(expected).sort());
    for (const [name, { type, dims, data }] of Object.entries(expected)) {
      expect(found[name].type).toBe(type);
      expect(found[name].dims).toEqual(dims);
      expect([...found[name].data]).toEqual([...data]);
    }
  });

  it("brings back only what is asked for", async () => {
    const network = await inference.load(tiny("types"));
    expect(Object.keys(await network.run(everyType, { outputs: ["u8_out"] }))).toEqual(["u8_out"]);
  });

  it("carries empty and large tensors, and parts of larger arrays", async () => {
    const network = await inference.load(tiny("types"));
    const side = 2048;
    const data = Float32Array.from({ length: 3 * side * side + 5 }, (_, i) => i % 251).subarray(5);
    const empty = { ...everyType, u8: { type: "uint8", dims: [0], data: new Uint8Array(0) } as const };
    const x = { type: "float32", dims: [1, 3, side, side], data } as const;
    const { u8_out, y } = await network.run({ ...empty, x });
    expect(u8_out.data).toHaveLength(0);
    const inProcess = await (await inProcessInference().load(tiny("types"))).run({ ...everyType, x });
    expect(Buffer.compare(Buffer.from(y.data.buffer), bytesOf(inProcess.y))).toBe(0);
  });

  it("answers many calls at once, each with its own result", async () => {
    const network = await inference.load(tiny("repeats"));
    const counts = Array.from({ length: 20 }, (_, i) => 1 + (i % 5));
    const found = await Promise.all(counts.map((count) => network.run({ x: plane(8), times: times(count) })));
    const first = new Map<number, number>();
    counts.forEach((count, i) => {
      const value = found[i].y.data[0] as number;
      expect(value).toBe(first.get(count) ?? value);
      first.set(count, value);
    });
    expect(new Set(first.values()).size).toBe(5);
  });

  it("stops a run at once, keeps what waits behind it, and goes on with another process", async () => {
    const network = await inference.load(tiny("repeats"));
    const [pid] = inference.pids;
    const controller = new AbortController();
    const stopped = network.run(endless, { signal: controller.signal });
    const behind = network.run({ x: plane(8), times: times(1) });
    await delay(100);
    controller.abort(new Error("enough"));
    await expect(stopped).rejects.toThrow("enough");
    expect((await behind).y.dims).toEqual([8, 8]);
    await expect.poll(() => isAlive(pid)).toBe(false);
    expect(inference.pids).not.toContain(pid);
  });

  it("drops what waits when its signal comes, and does not touch what runs", async () => {
    const network = await inference.load(tiny("repeats"));
    const controller = new AbortController();
    const running = network.run({ x: plane(256), times: times(200) });
    const waiting = network.run(endless, { signal: controller.signal });
    controller.abort(new Error("not any more"));
    await expect(waiting).rejects.toThrow("not any more");
    expect((await running).y.dims).toEqual([256, 256]);
  });

  it("tells of a process that was killed, once, and goes on with another", async () => {
    const network = await inference.load(tiny("repeats"));
    const run = network.run(endless);
    const behind = network.run({ x: plane(8), times: times(1) });
    await delay(100);
    process.kill(inference.pids[0], "SIGKILL");
    const error = await run.catch((reason: unknown) => reason);
    expect(isGeneratorError(error, "lost")).toBe(true);
    expect((error as Error).message).toContain("SIGKILL");
    expect((await behind).y.dims).toEqual([8, 8]);
  });

  it("goes on after a process was killed while it had nothing to do", async () => {
    const network = await inference.load(tiny("repeats"));
    process.kill(inference.pids[0], "SIGKILL");
    await expect.poll(() => inference.pids).toEqual([]);
    expect((await network.run({ x: plane(8), times: times(1) })).y.dims).toEqual([8, 8]);
  });

  it("computes side by side in several processes", async () => {
    const two = openInference({ device: "cpu", processes: 2, threads: 1 });
    const network = await two.load(tiny("repeats"));
    const controller = new AbortController();
    const slow = network.run(endless, { signal: controller.signal });
    expect((await network.run({ x: plane(8), times: times(1) })).y.dims).toEqual([8, 8]);
    expect(two.pids).toHaveLength(2);
    controller.abort(new Error("done"));
    await expect(slow).rejects.toThrow("done");
    await two.close();
  });

  it("loads a file anew when another has taken its place", async () => {
    const folder = mkdtempSync(join(tmpdir(), "peel-inference-"));
    const path = join(folder, "model.onnx");
    copyFileSync(tiny("types"), path);
    await (await inference.load(path)).run(everyType);
    copyFileSync(tiny("repeats"), path);
    const network = await inference.load(path);
    expect(network.inputs.map(({ name }) => name)).toEqual(["x", "times"]);
    rmSync(folder, { recursive: true });
  });

  it("keeps no more networks than it may, and loads them again when they are needed", async () => {
    const one = openInference({ device: "cpu", maxSessions: 1 });
    const networks = await Promise.all([tiny("types"), tiny("repeats")].map((path) => one.load(path)));
    for (let i = 0; i < 3; i++) {
      expect((await networks[0].run(everyType)).u8_out.dims).toEqual([2]);
      expect((await networks[1].run({ x: plane(8), times: times(2) })).y.dims).toEqual([8, 8]);
    }
    await networks[0].release();
    expect((await networks[0].run(everyType)).u8_out.dims).toEqual([2]);
    await one.close();
  });

  it("ends its processes when they have been idle, and starts others", async () => {
    const hasty = openInference({ device: "cpu", idleMs: 50 });
    const network = await hasty.load(tiny("repeats"));
    const [pid] = hasty.pids;
    await expect.poll(() => isAlive(pid)).toBe(false);
    expect((await network.run({ x: plane(8), times: times(1) })).y.dims).toEqual([8, 8]);
    await hasty.close();
  });
});

describe("what is refused", () => {
  const fault = async (call: () => Promise<unknown>): Promise<{ fault?: string; message: string }> =>
    call().then(
      () => ({ message: "nothing" }),
      (error: unknown) => error as { fault: string; message: string },
    );

  it("names a file that is missing, broken or cut", async () => {
    const folder = mkdtempSync(join(tmpdir(), "peel-inference-"));
    const broken = join(folder, "broken.onnx");
    writeFileSync(broken, "This is no ONNX file.");
    for (const [path, got] of [
      [join(folder, "none.onnx"), "missing"],
      [broken, "broken, or no ONNX file"],
    ]) {
      const { fault: kind, message } = await fault(() => inference.load(path));
      expect(kind).toBe("unavailable");
      expect(message).toContain(path);
      expect(message).toContain(got);
    }
    rmSync(folder, { recursive: true });
  });

  it.each([
    [{ x: plane(8) }, "feeds.times must be int64 [], but is missing"],
    [{ x: plane(8), times: times(1), z: plane(8) }, 'but is "z"'],
    [{ x: times(1), times: times(1) }, "feeds.x must be float32 [side, side], but is int64 []"],
    [{ x: { ...plane(8), dims: [8, 9] }, times: times(1) }, "64 numbers"],
    [{ x: { ...plane(8), type: "float64" }, times: times(1) }, "feeds.x must be a tensor of"],
  ])("names the input that does not fit: %#", async (feeds, said) => {
    const network = await inference.load(tiny("repeats"));
    const { fault: kind, message } = await fault(() => network.run(feeds as never));
    expect(kind).toBe("unfit");
    expect(message).toContain(said);
  });

  it("tells what ONNX Runtime says of sizes that do not go together", async () => {
    const network = await inference.load(tiny("repeats"));
    const x = { type: "float32", dims: [4, 16], data: new Float32Array(64) } as const;
    const error = await network.run({ x, times: times(1) }).catch((reason: unknown) => reason);
    expect(isGeneratorError(error, "unfit")).toBe(true);
    expect((error as { detail: string }).detail).toMatch(/MatMul/);
  });

  it("tells of too little memory", async () => {
    const network = await inference.load(tiny("types"));
    // A shape that is sent is believed by nobody: the bytes are counted first.
    const x = { type: "float32", dims: [1, 3, 1, 2 ** 33], data: new Float32Array(3) } as const;
    expect((await fault(() => network.run({ ...everyType, x }))).fault).toBe("unfit");
  });

  it.each([
    [{ device: "gpu" }, "device must be"],
    [{ device: "webgp" }, 'write "webgpu"'],
    [{ device: "cpu:1" }, "device must be"],
    [{ processes: 0 }, "processes must be"],
    [{ threads: 1.5 }, "threads must be"],
    [{ idleMs: -1 }, "idleMs must be"],
    [{ devise: "cpu" }, "write device"],
  ])("refuses the options %j", (options, said) => {
    expect(() => openInference(options as object)).toThrow(ArgumentError);
    expect(() => openInference(options as object)).toThrow(said);
  });

  it("says why a device does not start", async () => {
    const { fault: kind, message } = await fault(() => inference.load(tiny("types"), { device: "dml" }));
    expect(kind).toBe("unavailable");
    expect(message).toContain("this system's ONNX Runtime has no part for dml");
  });
});

const bytesOf = ({ data }: TensorValue): Buffer => Buffer.from(data.buffer, data.byteOffset, data.byteLength);
