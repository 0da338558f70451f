/** A Redis of a test's own: Debian's server, on a free port, with nothing on the disk. */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Redis } from "ioredis";

const isThere = spawnSync("redis-server", ["--version"]).status === 0;

/** Whether tests of Redis run. Continuous integration installs one. */
export function redisIsThere(): boolean {
  if (!isThere && process.env.PEEL_CI) throw new Error("There is no redis-server: apt install redis-server.");
  if (!isThere) console.warn("Skipped, for there is no redis-server (apt install redis-server).");
  return isThere;
}

export interface TestRedis {
  readonly url: string;
  readonly client: Redis;
  /** Cuts all connections but the test's own. */
  cutConnections(): Promise<void>;
  close(): Promise<void>;
}

export async function startRedis(): Promise<TestRedis> {
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), "peel-redis-"));
  const server = spawn(
    "redis-server",
    ["--port", String(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--dir", folder],
    { stdio: "ignore" },
  );
  const url = `redis://127.0.0.1:${port}`;
  const client = new Redis(url, { retryStrategy: () => 50, maxRetriesPerRequest: null });
  client.on("error", () => {});
  await client.ping();
  return {
    ...{ url, client },
    async cutConnections() {
      await client.call("CLIENT", "KILL", "TYPE", "normal", "SKIPME", "yes");
    },
    async close() {
      client.disconnect();
      await ended(server);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer().once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });

const ended = (process: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    process.once("exit", () => resolve());
    process.kill("SIGKILL");
  });
