/**
 * The WebGPU path, for real: on a graphics card where there is one, else on SwiftShader, the software renderer that
 * Chromium brings. The same graph must give the same picture there.
 */
import { copyFileSync, existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import {
  type DepthMap,
  decodeDepth,
  depthTables,
  encodeDepth,
  estimateDepth,
  openGenerator,
  RgbImage,
} from "vision-peel";
import { devices, type OpenedInference, openInference, type TensorValue } from "vision-peel/inference";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const SOFTWARE = "/usr/lib/chromium/vk_swiftshader_icd.json";
// Before the first process that computes is started: the loader of Vulkan reads it there.
if (!existsSync("/dev/dri") && existsSync(SOFTWARE)) {
  process.env.VK_ICD_FILENAMES = SOFTWARE;
  process.env.XDG_RUNTIME_DIR ??= tmpdir();
  process.env.LD_LIBRARY_PATH = [dirname(SOFTWARE), process.env.LD_LIBRARY_PATH].filter(Boolean).join(":");
}
const webgpu = (await devices()).find(({ name }) => name === "webgpu");
if (!webgpu?.starts) {
  const why = webgpu?.reason ?? "this system has none";
  if (process.env.PEEL_CI === "1") throw new Error(`WebGPU does not start: ${why}`);
  console.log(`Tests of WebGPU are skipped: ${why}.`);
}

const graph = (name: string): string => fileURLToPath(new URL(`tiny/${name}.onnx`, import.meta.url));
const SIDE = 16;

describe.runIf(webgpu?.starts)("on WebGPU", { timeout: 120_000 }, () => {
  let cpu: OpenedInference;
  let gpu: OpenedInference;
  beforeAll(() => {
    cpu = openInference({ device: "cpu" });
    gpu = openInference({ device: "webgpu" });
  });
  afterAll(async () => {
    await cpu.close();
    await gpu.close();
  });

  it("the same graph gives the same picture as on the processor", async () => {
    const picture: TensorValue = {
      ...{ type: "float32", dims: [1, 3, SIDE, SIDE] },
      data: Float32Array.from({ length: 3 * SIDE * SIDE }, (_, i) => Math.sin(i)),
    };
    const ids: TensorValue = {
      type: "int64",
      dims: [1, 8],
      data: BigInt64Array.from([3n, 4n, 0n, 0n, 0n, 0n, 0n, 0n]),
    };
    const painted = await Promise.all(
      [cpu, gpu].map(async (inference) => {
        const network = await inference.load(graph("paints"));
        const { painted: values } = await network.run({ picture, ids });
        return { device: network.device, values: values.data as Float32Array };
      }),
    );
    expect(painted.map(({ device }) => device)).toEqual(["cpu", "webgpu"]);
    const [a, b] = painted.map(({ values }) => values);
    const most = a.reduce((worst, value, i) => Math.max(worst, Math.abs(value - b[i])), 0);
    console.log(`Largest difference between processor and WebGPU: ${most.toExponential(1)}`);
    expect(most).toBeLessThan(1e-4);
    expect(Math.max(...a) - Math.min(...a)).toBeGreaterThan(0.5);
  });

  it("photo, prompt, painting and metres are those of the exact painter", async () => {
    const folder = mkdtempSync(join(tmpdir(), "peel-webgpu-"));
    try {
      const depthGraph = fileURLToPath(
        new URL("../generators/oneGraph/tiny/paintsDepth.onnx", import.meta.url),
      );
      copyFileSync(depthGraph, join(folder, "model.onnx"));
      const card = { contract: "peel/one-graph/1", name: "tiny", size: SIDE };
      writeFileSync(join(folder, "card.json"), JSON.stringify(card));
      const words = { version: 1, length: 8, vocabulary: ["<pad>", "<unknown>", "depth"] };
      writeFileSync(join(folder, "tokenizer.json"), JSON.stringify(words));
      const levels = Uint8Array.from({ length: SIDE * SIDE }, (_, i) => i);
      const data = Uint8Array.from({ length: 3 * SIDE * SIDE }, (_, i) => (i % 3 === 0 ? levels[i / 3] : 77));
      const photo = new RgbImage({ width: SIDE, height: SIDE, data });
      const generator = await openGenerator(`onnx:${folder}`, { device: "webgpu" });
      const result = await estimateDepth(photo, { generator, prompt: "depth" });
      const { metresOfStep } = depthTables();
      const truth = {
        width: SIDE,
        height: SIDE,
        data: Float32Array.from(levels, (level) => metresOfStep[7 * level]),
      };
      const exact = encodeDepth(truth as DepthMap);
      expect(result.painted.provenance?.device).toBe("webgpu");
      expect(Buffer.compare(result.painted.data, exact.data)).toBe(0);
      expect(result.depth.data).toEqual(decodeDepth(exact).data);
      await generator.close();
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
