/** The installed kernel: its files, and that it answers. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { KernelClient, type KernelClientOptions } from "@vision-peel/kernel/client";
import { kernelArgv } from "@vision-peel/kernel/install";
import type { Json } from "@vision-peel/kernel/wire";
import { ownViews } from "../install/install.js";
import { copiedVersion, damagedFiles, ownVersion } from "../install/kernelCopy.js";
import { type Finding, fault, installAgain, note, ok, type Patient } from "./finding.js";
import { readKernelspec } from "./kernelspecCheck.js";

/** A cold kernel on a slow disk. */
const patienceMs = 60_000;

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
  const spec = patient.isInstalled
    ? readKernelspec(patient.dataDir)
    : { argv: kernelArgv({ preload: [ownViews] }), env: {} };
  if (!spec) return note(name, "not tried: there is no kernelspec to start it by");
  const folder = mkdtempSync(join(tmpdir(), "peel-doctor-"));
  let told = "";
  const onLog = (text: string) => {
    told += text;
  };
  try {
    const info = await tryKernel({
      argv: spec.argv,
      env: spec.env,
      cwd: folder,
      onLog,
      signal: AbortSignal.timeout(patienceMs),
    });
    if (/could not be preloaded/.test(told)) throw new Error(told.trim());
    const { implementation_version: version, protocol_version: protocol, language_info: language } = info;
    return ok(name, `${version}, protocol ${protocol}, TypeScript ${language.version}, computes`);
  } catch (error) {
    const lines = told.split("\n").filter((line) => line.trim() !== "");
    const cause = lines.find((line) => /^\w*Error\b/.test(line)) ?? lines.at(-1);
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
