import { type Finding, fault, ok } from "./finding.js";

export const oldestNode: readonly [major: number, minor: number] = [20, 19];

/** @param version as Node prints it, v20.19.0 */
export function isOldNode(version: string): boolean {
  const [major, minor] = version.slice(1).split(".").map(Number);
  return major < oldestNode[0] || (major === oldestNode[0] && minor < oldestNode[1]);
}

export function checkNode(): Finding {
  if (!isOldNode(process.version)) return ok("Node", `${process.version} (${process.execPath})`);
  return fault(
    "Node",
    process.version,
    `Peel needs Node ${oldestNode.join(".")} or newer; install it from nodejs.org.`,
  );
}
