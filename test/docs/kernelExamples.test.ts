/** Every example in docs/kernel.md runs in a real kernel, in the order of the page, as a reader would run it. */
import { execFileSync } from "node:child_process";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { KernelClient } from "@vision-peel/kernel/client";
import type { Json } from "@vision-peel/kernel/wire";
import { afterAll, beforeAll, expect, it } from "vitest";
import { contentsOf, emptyFolder, printedBy, resultOf, startKernel } from "../kernel-ext/kernel.js";

const page = readFileSync("docs/kernel.md", "utf8");
const examples = [...page.matchAll(/^```tsx?\n(.*?)^```/gms)].map(([, code]) => code);
/** The first line of one that is a file beside the notebook says so. */
const nameOf = (code: string) => /^\/\/ (\S+\.ts)\n/.exec(code)?.[1];
/** Needs the network; test/kernel-ext/install.test.ts runs it beside a registry of its own. */
const isInstall = (code: string) => code.includes("await install(");

const folder = emptyFolder();
let kernel: KernelClient;
beforeAll(async () => {
  const git = (...args: string[]) =>
    execFileSync("git", ["-c", "user.name=reader", "-c", "user.email=reader@example.org", ...args], {
      cwd: folder,
    });
  git("init", "-q");
  git("commit", "-q", "--allow-empty", "-m", "first");
  writeFileSync(join(folder, "counter.css"), "");
  for (const code of examples) {
    const name = nameOf(code);
    if (name) writeFileSync(join(folder, name), code);
  }
  kernel = await startKernel({ cwd: folder });
  // A reader answers what is asked.
  kernel.onMessage((_, { header, content }) => {
    if (header.msg_type !== "input_request") return;
    const value = content.prompt.includes("Keep") ? "y" : "2";
    kernel.post("input_reply", { value } as Json, { channel: "stdin", parent_header: header as never });
  });
}, 60_000);
afterAll(async () => {
  await kernel.shutdown();
  rmSync(folder, { recursive: true, force: true });
});

it("there are examples", () => {
  expect(examples.length).toBeGreaterThan(8);
});

it.each(examples.filter((code) => !nameOf(code) && !isInstall(code)))(
  "%s",
  async (code) => {
    const answer = await kernel.execute(code, { allow_stdin: true });
    expect(answer.reply.content.traceback?.join("\n")).toBeUndefined();
    expect(printedBy(answer, "stderr")).toBe("");
    const shown = ["execute_result", "display_data"].flatMap((type) => contentsOf(answer.published, type));
    expect(shown.length + printedBy(answer).length).toBeGreaterThan(0);
    expect(JSON.stringify(shown)).not.toMatch(/NaN|\[object Object\]/);
  },
  30_000,
);

it("the figure's values are numbers", async () => {
  expect(resultOf(await kernel.execute("values.every(Number.isFinite) && values[4] === 2"))).toBe("true");
});
