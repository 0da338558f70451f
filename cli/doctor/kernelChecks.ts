/** The installed kernel: its kernelspec, its Node, its files, and that it answers. */
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { KernelClient, type KernelClientOptions } from "@vision-peel/kernel/client";
import { kernelArgv } from "@vision-peel/kernel/install";
import type { Json } from "@vision-peel/kernel/wire";
import { kernelspecOf, preload } from "../install/install.js";
import { copiedVersion, damagedFiles, kernelPackageOf, ownVersion } from "../install/kernelCopy.js";
import { outputOf } from "../outputOf.js";
import { type Finding, fault, installAgain, note, ok, type Patient } from "./finding.js";

const oldestNode = [20, 19];
/** A cold kernel on a slow disk. */
const patienceMs = 60_000;

export function checkNode(): Finding {
  if (isOldNode(process.version)) {
    return fault(
      "Node",
      process.version,
      `Peel needs Node ${oldestNode.join(".")} or newer; install it from nodejs.org.`,
    );
  }
  return ok("Node", `${process.version} (${process.execPath})`);
}

export function checkKernelspec(patient: Patient): Finding {
  const name = "kernelspec";
  const place = join(kernelspecOf(patient.dataDir), "kernel.json");
  const again = installAgain(patient);
  if (!existsSync(place))
    return fault(name, `there is none in ${kernelspecOf(patient.dataDir)}`, "Install it", again);
  const argv = readArgv(patient.dataDir);
  if (!argv) return fault(name, `${place} is not a kernelspec`, "Install it again", again);
  const [command] = argv;
  const version = versionOf(command);
  if (version === undefined) {
    return fault(
      name,
      `it starts ${command}, which is no Node that runs`,
      "Install again with the Node that shall run it",
      again,
    );
  }
  if (isOldNode(version)) {
    return fault(
      name,
      `it starts ${command}, which is Node ${version}`,
      `Install again with Node ${oldestNode.join(".")} or newer`,
      again,
    );
  }
  const main = join(kernelPackageOf(patient.dataDir), "dist", "main.js");
  if (!argv.includes(main)) {
    return fault(
      name,
      "it starts another kernel than the one that is installed beside it",
      "Install it again",
      again,
    );
  }
  return ok(name, `${place}, on Node ${version}`);
}

export function checkKernelFiles(patient: Patient): Finding {
  const name = "kernel's files";
  const again = installAgain(patient);
  const damaged = damagedFiles(patient.dataDir);
  if (damaged.length > 0) {
    const which = damaged.length === 1 ? damaged[0] : `${damaged[0]} and ${damaged.length - 1} more`;
    return fault(name, `missing or changed: ${which}`, "Install it again", again);
  }
  const version = copiedVersion(patient.dataDir);
  if (version !== ownVersion) {
    return fault(name, `of version ${version}, and this peel is ${ownVersion}`, "Install it again", again);
  }
  return ok(name, `complete, version ${version}`);
}

/** Starts the kernel as Jupyter would, and lets it compute. */
export async function checkKernel(patient: Patient): Promise<Finding> {
  const name = "kernel";
  const argv = patient.isInstalled ? readArgv(patient.dataDir) : kernelArgv({ preload });
  if (!argv) return note(name, "not tried: there is no kernelspec to start it by");
  const folder = mkdtempSync(join(tmpdir(), "peel-doctor-"));
  let told = "";
  const onLog = (text: string) => {
    told += text;
  };
  try {
    const info = await tryKernel({ argv, cwd: folder, onLog, signal: AbortSignal.timeout(patienceMs) });
    if (/could not be preloaded/.test(told)) throw new Error(told.trim());
    const { implementation_version: version, protocol_version: protocol, language_info: language } = info;
    return ok(name, `${version}, protocol ${protocol}, TypeScript ${language.version}, computes`);
  } catch (error) {
    const cause = told.split("\n").find((line) => /^\w*Error\b/.test(line));
    const reason = [(error as Error).message, cause].filter(Boolean).join(": ");
    if (!patient.isInstalled) return fault(name, reason, "Install peel itself again.");
    return fault(name, `does not work: ${reason}`, "Install it again", installAgain(patient));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function tryKernel(options: KernelClientOptions): Promise<Json> {
  const kernel = await KernelClient.start(options);
  try {
    const { reply } = await kernel.request("kernel_info_request");
    const { published } = await kernel.execute("6 * 7 as number");
    const result = published.find(({ header }) => header.msg_type === "execute_result");
    if (result?.content.data["text/plain"] !== "42")
      throw new Error("it computed 6 * 7 wrongly or not at all");
    return reply.content;
  } finally {
    await kernel.shutdown();
  }
}

function readArgv(dataDir: string): string[] | undefined {
  try {
    const { argv } = JSON.parse(readFileSync(join(kernelspecOf(dataDir), "kernel.json"), "utf8"));
    return Array.isArray(argv) && argv.every((part) => typeof part === "string") && argv[0]
      ? argv
      : undefined;
  } catch {
    return undefined;
  }
}

function versionOf(node: string): string | undefined {
  const text = outputOf(node, "--version");
  return text !== undefined && /^v\d+\.\d+\.\d+/.test(text) ? text : undefined;
}

function isOldNode(version: string): boolean {
  const [major, minor] = version.slice(1).split(".").map(Number);
  return major < oldestNode[0] || (major === oldestNode[0] && minor < oldestNode[1]);
}
