import { mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { KernelClient } from "@vision-peel/kernel/client";
import { kernelArgv } from "@vision-peel/kernel/install";
import type { Message } from "@vision-peel/kernel/wire";
import { WrongResult } from "../../compare.js";

const require = createRequire(import.meta.resolve("@vision-peel/kernel/install"));

/** Stock tslab, with the TypeScript that it brings, as its own kernelspec starts it. */
const tslabArgv = [
  process.execPath,
  require.resolve("tslab/bin/tslab"),
  "kernel",
  "--config-path={connection_file}",
];

export const rivals = { tslab: tslabArgv, ours: kernelArgv() };
export type RivalName = keyof typeof rivals;
export const rivalNames: readonly RivalName[] = ["tslab", "ours"];

/** A kernel in an empty folder of its own. */
export interface Running {
  readonly client: KernelClient;
  end(): Promise<void>;
}

/** Starts a rival and waits until it is ready to be asked. */
export async function startRival(name: RivalName): Promise<Running> {
  const folder = mkdtempSync(join(tmpdir(), "peel-bench-"));
  const client = await KernelClient.start({ argv: rivals[name], cwd: folder });
  return {
    client,
    async end() {
      await client.process?.kill();
      client.channels.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const patienceMs = 5000;
const attempts = 4;
const request = { silent: false, store_history: true, user_expressions: {}, allow_stdin: false };

/**
 * Runs a cell that shows something, until both its reply and what it shows have come. Stock tslab now and
 * then loses a message, so nothing more is waited for, and a cell that stays unanswered is sent again.
 *
 * @throws WrongResult if no attempt is answered
 */
export async function shown(client: KernelClient, code: string): Promise<string> {
  for (let attempt = 0; attempt < attempts; attempt++) {
    const text = await shownInTime(client, code);
    if (text !== undefined) return text;
  }
  throw new WrongResult(`${code} was not answered ${attempts} times within ${patienceMs} ms`);
}

function shownInTime(client: KernelClient, code: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    let text: string | undefined;
    let isReplied = false;
    let id = "";
    const end = (found?: string) => {
      stop();
      clearTimeout(timer);
      resolve(found);
    };
    const stop = client.onMessage((channel, message) => {
      if (message.parent_header.msg_id !== id) return;
      if (channel === "shell") isReplied = true;
      text ??= shownBy([message]);
      if (text !== undefined && isReplied) end(text);
    });
    const timer = setTimeout(end, patienceMs);
    id = client.post("execute_request", { code, ...request });
  });
}

/** The text of a cell's result; tslab prints it, in colour. */
export function shownBy(published: readonly Message[]): string | undefined {
  for (const { content } of published) {
    const text = content.data?.["text/plain"] ?? content.text;
    if (text !== undefined) return stripVTControlCharacters(text).trim();
  }
  return undefined;
}
