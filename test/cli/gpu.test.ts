/** `peel gpu`: what computes here, and what NVIDIA cards need, fetched only when somebody asks for it. */
import { expect, it } from "vitest";
import { peel } from "./peel.js";

it("tells on which devices networks compute, and why not on others", () => {
  const { code, stdout } = peel(["gpu"]);
  expect(code).toBe(0);
  expect(stdout).toMatch(/✓ cpu +computes \(a test took [\d.]+ ms\)/);
  for (const line of stdout.trim().split("\n")) expect(line).toMatch(/^✓ \w+ +computes|^· \w+ +\S/);
});

it.runIf(process.platform === "linux" && process.arch === "x64")("tells why nothing could be fetched", () => {
  // Nobody listens there: nothing is fetched from anywhere.
  const env = {
    GLOBAL_AGENT_HTTPS_PROXY: "http://127.0.0.1:9",
    GLOBAL_AGENT_HTTP_PROXY: "http://127.0.0.1:9",
  };
  const { code, stderr } = peel(["gpu", "install"], { env });
  expect(code).toBe(1);
  expect(stderr).toContain("What NVIDIA cards need was not fetched");
  expect(stderr).toContain("GLOBAL_AGENT_HTTPS_PROXY");
});

it("refuses other words", () => {
  expect(peel(["gpu", "instal"])).toMatchObject({
    code: 2,
    stderr: expect.stringContaining("write peel gpu install"),
  });
});
