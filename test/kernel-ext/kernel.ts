import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Answer, KernelClient } from "@vision-peel/kernel/client";
import { kernelArgv } from "@vision-peel/kernel/install";
import type { Json, Message } from "@vision-peel/kernel/wire";

export const projectRoot = fileURLToPath(new URL("../..", import.meta.url));

/** Starts a real kernel whose cells see the project's packages. */
export function startKernel({
  preload,
  cwd = join(projectRoot, "notebooks", "tutorials"),
  onLog,
  env,
}: {
  preload?: string[];
  cwd?: string;
  onLog?: (text: string) => void;
  env?: Record<string, string>;
} = {}) {
  return KernelClient.start({ argv: kernelArgv({ preload }), cwd, onLog, env });
}

export const emptyFolder = () => mkdtempSync(join(tmpdir(), "peel-test-"));

export const typesOf = (messages: Message[]) => messages.map(({ header }) => header.msg_type);

export const contentsOf = (messages: Message[], type: string): Json[] =>
  messages.filter(({ header }) => header.msg_type === type).map(({ content }) => content);

/** What a cell printed. */
export const printedBy = ({ published }: Answer, name = "stdout") =>
  contentsOf(published, "stream")
    .filter((content) => content.name === name)
    .map((content) => content.text)
    .join("");

/** The text of a cell's result. */
export const resultOf = ({ published }: Answer): unknown =>
  contentsOf(published, "execute_result")[0]?.data["text/plain"];

/** Waits until a message arrives that the test asks for. */
export function nextMessage(kernel: KernelClient, wanted: (message: Message) => boolean): Promise<Message> {
  return new Promise((resolve) => {
    const stop = kernel.onMessage((_, message) => {
      if (!wanted(message)) return;
      stop();
      resolve(message);
    });
  });
}
