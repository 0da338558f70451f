/** The installed kernelspec: what Jupyter starts by it, and how it interrupts that. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { kernelArgv } from "@vision-peel/kernel/install";
import { kernelspecOf } from "../install/install.js";
import { copiedViews, kernelPackageOf } from "../install/kernelCopy.js";
import { outputOf } from "../outputOf.js";
import { type Finding, fault, installAgain, ok, type Patient } from "./finding.js";
import { isOldNode, oldestNode } from "./node.js";

/** What of a kernelspec decides how a kernel starts. */
export interface InstalledKernelspec {
  argv: string[];
  env: Record<string, string>;
  interruptMode: string;
}

/** The kernelspec in a data folder; undefined if there is none, or none that Jupyter could start. */
export function readKernelspec(dataDir: string): InstalledKernelspec | undefined {
  try {
    const spec = JSON.parse(readFileSync(join(kernelspecOf(dataDir), "kernel.json"), "utf8"));
    const { argv, env = {}, interrupt_mode: interruptMode = "signal" } = spec;
    const { display_name: displayName = "", language = "" } = spec;
    const areTexts = (values: readonly unknown[]): boolean =>
      values.every((value) => typeof value === "string");
    const isList = Array.isArray(argv) && areTexts(argv) && argv[0];
    const isEnv =
      typeof env === "object" && env !== null && !Array.isArray(env) && areTexts(Object.values(env));
    return isList && isEnv && areTexts([displayName, language]) ? { argv, env, interruptMode } : undefined;
  } catch {
    return undefined;
  }
}

export function checkKernelspec(patient: Patient): Finding {
  const name = "kernelspec";
  const { dataDir } = patient;
  const place = join(kernelspecOf(dataDir), "kernel.json");
  const again = (found: string, remedy = "Install it again") =>
    fault(name, found, remedy, installAgain(patient));
  if (!existsSync(place)) return again(`there is none in ${kernelspecOf(dataDir)}`, "Install it");
  const spec = readKernelspec(dataDir);
  if (!spec) return again(`${place} is not a kernelspec that Jupyter takes`);
  const { argv, interruptMode } = spec;
  const [command, ...rest] = argv;
  const version = versionOf(command);
  if (version === undefined)
    return again(
      `it starts ${command}, which is no Node that runs`,
      "Install again with the Node that shall run it",
    );
  if (isOldNode(version))
    return again(
      `it starts ${command}, which is Node ${version}`,
      `Install again with Node ${oldestNode.join(".")} or newer`,
    );
  const packageDir = kernelPackageOf(dataDir);
  if (!rest.includes(join(packageDir, "dist", "main.js")))
    return again("it starts another kernel than the one that is installed beside it");
  const [, ...expected] = kernelArgv({ preload: [copiedViews(dataDir)], packageDir });
  const missing = firstMissing(rest, expected);
  if (missing !== undefined) return again(`${missing} is missing in its command`);
  if (interruptMode !== "message")
    return again(`its interrupt_mode is ${interruptMode} and not message: an interrupt would end the kernel`);
  return ok(name, `${place}, on Node ${version}`);
}

/** The first word that does not come in its turn; others may stand between. */
function firstMissing(words: string[], expected: string[]): string | undefined {
  let at = 0;
  return expected.find((word) => {
    const found = words.indexOf(word, at);
    at = found + 1;
    return found < 0;
  });
}

function versionOf(node: string): string | undefined {
  const text = outputOf(node, "--version");
  return text !== undefined && /^v\d+\.\d+\.\d+/.test(text) ? text : undefined;
}
