/** Which of a child's outputs would go to the kernel's own, which nobody sees. */
import type { StdioOptions } from "node:child_process";

export type OutputName = "stdout" | "stderr";
type Descriptor = 1 | 2;

/** One of a child's file descriptors, and the kernel's stream that it would write to. */
export interface Inherited {
  descriptor: Descriptor;
  name: OutputName;
}

const byDescriptor: Record<number, OutputName> = { 1: "stdout", 2: "stderr" };

function nameOf(one: unknown, descriptor: Descriptor): OutputName | undefined {
  if (one === "inherit") return byDescriptor[descriptor];
  if (one === process.stdout) return "stdout";
  if (one === process.stderr) return "stderr";
  return typeof one === "number" ? byDescriptor[one] : undefined;
}

const listOf = (stdio: StdioOptions | undefined): unknown[] =>
  Array.isArray(stdio) ? stdio : [stdio, stdio, stdio];

export const inheritedOf = (stdio: StdioOptions | undefined): Inherited[] =>
  ([1, 2] as const).flatMap((descriptor) => {
    const name = nameOf(listOf(stdio)[descriptor], descriptor);
    return name ? [{ descriptor, name }] : [];
  });

/** The same `stdio` with something else in place of what is inherited. */
export function replaced(
  stdio: StdioOptions | undefined,
  inherited: readonly Inherited[],
  by: (one: Inherited) => "pipe" | number,
): StdioOptions {
  const list = [...listOf(stdio)];
  for (const one of inherited) list[one.descriptor] = by(one);
  return list as StdioOptions;
}
