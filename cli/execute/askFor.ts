import type { KernelClient } from "@vision-peel/kernel/client";
import type { Json } from "../notebook/notebook.js";
import { ExecuteError } from "./errors.js";

/**
 * What an expression is in the kernel now: text and numbers as they are, all else as JSON.
 *
 * @throws ExecuteError where it fails
 * @example await askFor(kernel, "depth.width") // "640"
 */
export async function askFor(kernel: KernelClient, expression: string): Promise<string> {
  // As base64, whatever quotes and lines it holds.
  const asked = `Buffer.from(((value) => typeof value === "string" ? value : typeof value === "number" ? String(value) : JSON.stringify(value) ?? String(value))(${expression})).toString("base64")`;
  const content = { code: "", silent: false, store_history: false, allow_stdin: false };
  const { reply } = await kernel.request("execute_request", { ...content, user_expressions: { asked } });
  const answer = (reply.content.user_expressions as Json | undefined)?.asked as Json | undefined;
  if (answer?.status !== "ok")
    throw new ExecuteError(
      `"${expression}" in the text failed with ${answer?.ename}: ${answer?.evalue}`,
      "The cells before it must have what it asks for.",
      1,
    );
  const text = String((answer.data as Json)["text/plain"]);
  return Buffer.from(text.replace(/^["'`]|["'`]$/g, ""), "base64").toString();
}
