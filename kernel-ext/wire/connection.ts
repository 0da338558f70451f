import { readFileSync } from "node:fs";
import { WireError } from "./errors.js";

/** A Jupyter connection file (https://jupyter-client.readthedocs.io/en/stable/kernels.html#connection-files). */
export interface ConnectionInfo {
  transport: "tcp" | "ipc";
  ip: string;
  shell_port: number;
  iopub_port: number;
  stdin_port: number;
  control_port: number;
  hb_port: number;
  key: string;
  signature_scheme: string;
  /** Z85 text of 40 characters; with it and the secret key all sockets are encrypted. */
  curve_publickey?: string;
  curve_secretkey?: string;
}

const curveKeys = ["curve_publickey", "curve_secretkey"] as const;
/** https://rfc.zeromq.org/spec/32/: 32 bytes as 40 characters. */
const z85Key = /^[0-9a-zA-Z.\-:+=^!/*?&<>()[\]{}@%$#]{40}$/;
const ports = ["shell_port", "iopub_port", "stdin_port", "control_port", "hb_port"] as const;

/** Reads and checks a connection file. Throws {@link WireError}. */
export function readConnectionFile(path: string): ConnectionInfo {
  let info: ConnectionInfo;
  try {
    info = JSON.parse(readFileSync(path, "utf8"));
  } catch (cause) {
    throw new WireError(`The connection file ${path} cannot be read`, "Let Jupyter start the kernel.", {
      cause,
    });
  }
  const refuse = (what: string) =>
    new WireError(`The connection file ${path} has no ${what}`, "Let Jupyter start the kernel.");
  if (typeof info !== "object" || info === null) throw refuse("JSON object");
  for (const port of ports) {
    if (!Number.isInteger(info[port])) throw refuse(port);
  }
  if (typeof info.ip !== "string") throw refuse("ip");
  if (typeof info.key !== "string") throw refuse("key");
  const isEncrypted = curveKeys.some((name) => (info[name] ?? undefined) !== undefined);
  for (const name of curveKeys) {
    if (!isEncrypted) delete info[name];
    else if (!z85Key.test(String(info[name]))) throw refuse(`${name} of 40 characters of Z85`);
  }
  if (info.signature_scheme !== "hmac-sha256" && info.key !== "") {
    throw new WireError(
      `The signature scheme "${info.signature_scheme}" is not supported, only hmac-sha256`,
      "Use Jupyter's default scheme.",
    );
  }
  return info;
}

export type SocketName = "shell" | "iopub" | "stdin" | "control" | "hb";

/** The ZeroMQ address of one of the five sockets. */
export function addressOf(info: ConnectionInfo, socket: SocketName): string {
  const port = info[`${socket}_port`];
  return info.transport === "ipc" ? `ipc://${info.ip}-${port}` : `tcp://${info.ip}:${port}`;
}
