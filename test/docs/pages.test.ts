/** Every example of these pages runs in a real kernel, in the order of the page; a block marked no-run stands for itself. */
import { readFileSync, rmSync } from "node:fs";
import type { KernelClient } from "@vision-peel/kernel/client";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { emptyFolder, startKernel } from "../kernel-ext/kernel.js";

describe.each(["tasks", "generators", "inference", "evaluation", "datasets", "step-views"])(
  "docs/%s.md",
  (name) => {
    const page = readFileSync(`docs/${name}.md`, "utf8");
    const examples = [...page.matchAll(/^```ts\n(.*?)^```/gms)].map(([, code]) => code);
    const folder = emptyFolder();
    let kernel: KernelClient;
    beforeAll(async () => {
      kernel = await startKernel({ cwd: folder, preload: ["@vision-peel/widgets"] });
    }, 60_000);
    afterAll(async () => {
      await kernel.shutdown();
      rmSync(folder, { recursive: true, force: true });
    });

    it("has examples", () => expect(examples.length).toBeGreaterThan(0));

    it.each(examples)("%s", { timeout: 60_000 }, async (code) => {
      const { reply } = await kernel.execute(code);
      expect(reply.content.traceback?.join("\n")).toBeUndefined();
    });
  },
);
