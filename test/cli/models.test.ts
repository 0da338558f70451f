/** `peel models` without a network: what is known, and what is refused. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { peel } from "./peel.js";

const folder = mkdtempSync(join(tmpdir(), "peel-models-cli-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const models = (...args: string[]) =>
  peel(["models", ...args], { env: { PEEL_MODELS: folder, HF_ENDPOINT: "http://127.0.0.1:9" } });

it("lists models with their licences, without asking anybody", () => {
  const { code, stdout } = models("list");
  expect([code, stdout]).toEqual([
    0,
    expect.stringMatching(/· depth-anything-v2-small +Depth Anything V2 .*\(Apache-2\.0\)/),
  ]);
  expect(JSON.parse(models("list", "--json").stdout)).toMatchObject({ folder, here: [] });
});

it.each([
  [["pull"], /write peel models pull depth-anything-v2-small/],
  [["pull", "none"], /look at peel models list/],
  [["info", "moge-2-smal"], /write moge-2-small, or look/],
  [["info", "a/b"], /reachable at 127\.0\.0\.1:9/],
  [["remove", "a/b"], /fetched before, but is not there/],
  [["fetch"], /one of info, list, pull, remove/],
])("refuses %j", (args, message) => {
  expect(models(...args)).toMatchObject({ code: 2, stderr: expect.stringMatching(message) });
});

it("repeats no key that stands in a mirror's address", () => {
  const env = { PEEL_MODELS: folder, HF_ENDPOINT: "https://me:hf_secret@mirror.example" };
  const { code, stderr } = peel(["models", "info", "moge-2-small"], { env });
  expect([code, stderr]).toEqual([
    2,
    expect.stringMatching(/^HF_ENDPOINT must be an address of host and path/),
  ]);
  expect(stderr).not.toContain("hf_secret");
});

it("says where the mirror's address is none", () => {
  const env = { PEEL_MODELS: folder, HF_ENDPOINT: "nonsense" };
  expect(peel(["models", "info", "moge-2-small"], { env })).toMatchObject({
    ...{ code: 2, stderr: expect.stringMatching(/^HF_ENDPOINT must be an address.*"nonsense"/) },
  });
});
