import { existsSync } from "node:fs";
import { nearestName } from "../checkOptions.js";
import { ArgumentError, describeValue } from "../errors.js";
import { ChildLost, InferenceChild } from "./childProcess.js";
import { plainReason } from "./plainReason.js";
import type { Provider } from "./wire/messages.js";

/** A device, and whether networks really compute on it here. */
export interface Device {
  /** what `device` options take: "cpu", "cuda", "cuda:1", "webgpu" … */
  readonly name: string;
  readonly starts: boolean;
  /** milliseconds of four products of 256 × 256 matrices on it; only where it starts */
  readonly milliseconds?: number;
  /** why it does not start, for people; only then */
  readonly reason?: string;
  /** what the library wrote about it, for experts */
  readonly detail?: string;
}

/** The devices of each system that onnxruntime-node's packages have libraries for, best first. */
const BY_SYSTEM: Readonly<Record<string, readonly string[]>> = {
  linux: ["cuda", "webgpu", "cpu"],
  darwin: ["coreml", "webgpu", "cpu"],
  win32: ["webgpu", "dml", "cpu"],
};
const NAMES = ["cpu", "cuda", "webgpu", "coreml", "dml"];

/** Those to try here, best first. */
export const candidates = (): readonly string[] => BY_SYSTEM[process.platform] ?? ["cpu"];

/** A device's name as ONNX Runtime takes it. @throws ArgumentError for a name that is none */
export function providerOf(device: string): Provider {
  const [, name, id] = /^([a-z]+)(?::(\d{1,3}))?$/.exec(String(device).toLowerCase()) ?? [];
  if (NAMES.includes(name) && (id === undefined || name === "cuda"))
    return { name, ...(name === "cuda" && { deviceId: Number(id ?? 0) }) };
  const near = typeof device === "string" && nearestName(device, NAMES);
  throw new ArgumentError({
    argument: "device",
    expected: `"auto" or one of ${NAMES.join(", ")}, "cuda:1" for the second card`,
    got: describeValue(device),
    remedy: near ? `write "${near}"` : 'leave it out for "auto"',
  });
}

/** What has been found out; drivers do not come and go while a program runs. */
const known = new Map<string, Promise<Device>>();

/**
 * Whether a device starts, by computing on it in a process of its own: a driver may end the process that tries it.
 *
 * @throws ArgumentError for a name that is none
 */
export function tryDevice(name: string): Promise<Device> {
  const provider = providerOf(name);
  const found =
    known.get(name) ?? probeIn(new InferenceChild({ maxSessions: 1, maxBytes: 0 }), name, provider);
  known.set(name, found);
  return found;
}

async function probeIn(child: InferenceChild, name: string, provider: Provider): Promise<Device> {
  const refused = (detail: string): Device => ({
    ...{ name, starts: false, reason: plainReason(name, detail) },
    ...(detail !== "" && { detail }),
  });
  try {
    const { message } = await child.ask({ ask: "probe", provider }, [], AbortSignal.timeout(60_000));
    if (message.answer === "probed") return { name, starts: true, milliseconds: message.milliseconds };
    return refused(message.answer === "failed" ? message.reason : "an answer to something else");
  } catch (error) {
    if (error instanceof ChildLost) return refused(error.log || error.message);
    return refused("no answer within a minute");
  } finally {
    child.kill();
  }
}

/**
 * Every device that this system may have, best first, and whether networks really compute on it. Each is tried once.
 *
 * @example console.table(await devices()) // cuda does not start: …; webgpu …; cpu starts
 */
export const devices = (): Promise<readonly Device[]> => Promise.all(candidates().map(tryDevice));

/**
 * The device for a choice. "auto" is the best that starts and is not slower than the processor: a graphics driver
 * that computes in software starts, too, and takes a thousand times as long.
 */
export async function chooseDevice(choice: string): Promise<Device> {
  if (choice !== "auto") return tryDevice(choice);
  const cpu = await tryDevice("cpu");
  // Without a graphics device's files there is nothing to try: half a second that a first picture need not wait.
  const others = candidates().filter((name) => name !== "cpu" && mayExist(name));
  for (const name of others) {
    const device = await tryDevice(name);
    if (device.starts && (device.milliseconds ?? 0) < 2 * (cpu.milliseconds ?? Infinity)) return device;
  }
  return cpu;
}

/** Linux shows graphics cards as files. */
function mayExist(name: string): boolean {
  if (process.platform !== "linux") return true;
  if (name === "cuda") return existsSync("/dev/nvidiactl") || existsSync("/dev/dxg");
  return existsSync("/dev/dri") || existsSync("/dev/nvidiactl") || process.env.VK_ICD_FILENAMES !== undefined;
}
