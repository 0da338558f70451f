import { spawn, spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** True while a server answers there. */
const answers = (url: string) =>
  fetch(url).then(
    () => true,
    () => false,
  );

it("peel lab that npx runs ends with it", async () => {
  const args = ["--no-install", "peel", "lab", "--no-browser", "--port", "0"];
  const npx = spawn("npx", args, { cwd: root, stdio: ["ignore", "pipe", "ignore"], detached: true });
  const ended = new Promise((resolve) => npx.once("exit", resolve));
  try {
    const url = String(await new Promise((resolve) => npx.stdout?.once("data", resolve))).trim();
    expect(await answers(url)).toBe(true);
    npx.kill("SIGTERM");
    await ended;
    await expect.poll(() => answers(url), { timeout: 15_000 }).toBe(false);
  } finally {
    try {
      if (npx.pid) process.kill(-npx.pid, "SIGKILL");
    } catch {
      // Nothing of the group is left, as it should be.
    }
  }
}, 90_000);

it("npm has nothing to say of the configuration of this folder", () => {
  const { stdout, stderr } = spawnSync("npm", ["prefix"], { cwd: root, encoding: "utf8" });
  expect([stdout.trim(), stderr]).toEqual([root.replace(/\/$/, ""), ""]);
});

for (const signal of ["SIGINT", "SIGTERM", "SIGKILL"] as const) {
  it(`npm start prints its address on one line, and ends with ${signal}`, async () => {
    const npm = spawn("npm", ["start", "--", "--no-browser", "--port", "0", "--cull-idle", "600"], {
      cwd: root,
      stdio: ["ignore", "pipe", "ignore"],
      detached: true,
    });
    const ended = new Promise((resolve) => npm.once("exit", resolve));
    let stdout = "";
    npm.stdout?.on("data", (chunk) => {
      stdout += chunk;
    });
    const lines = () => stdout.split("\n").filter((line) => line.startsWith("http"));
    try {
      await expect.poll(() => lines().length, { timeout: 60_000 }).toBe(1);
      const [url] = lines();
      expect(url).toMatch(
        /^http:\/\/127\.0\.0\.1:\d+\/lab\/tree\/notebooks\/tutorials\/01-[^?]+\.ipynb\?token=[0-9a-f]+$/,
      );
      expect(await answers(url)).toBe(true);
      // A terminal sends Ctrl-C to the whole group; a program that started npm sends the others to npm alone.
      if (signal === "SIGINT") process.kill(-(npm.pid ?? 0), signal);
      else npm.kill(signal);
      await ended;
      await expect.poll(() => answers(url), { timeout: 15_000 }).toBe(false);
      expect(lines()).toHaveLength(1);
    } finally {
      try {
        if (npm.pid) process.kill(-npm.pid, "SIGKILL");
      } catch {
        // Nothing of the group is left, as it should be.
      }
    }
  }, 90_000);
}
