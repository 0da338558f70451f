import type { AddressInfo, Server } from "node:net";

import { LabError } from "../errors.js";

/** How far to look when the port that nobody insisted on is taken. */
const portsToTry = 50;

export const defaultPort = 8888;
export const defaultHost = "127.0.0.1";

/** True for an address that only this machine can reach. */
export function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || /^127(\.\d{1,3}){3}$/.test(host);
}

/**
 * Listens and resolves to the port.
 *
 * @param port 0 for any free one; undefined for 8888 or the next free one
 * @throws {LabError} when the port is taken or not permitted, or the host is not one of this machine
 */
export async function listen(server: Server, port?: number, host = defaultHost): Promise<number> {
  if (port !== undefined && (!Number.isInteger(port) || port < 0 || port > 65_535)) {
    throw new LabError(
      `The port must be a whole number from 0 to 65535, but is ${port}.`,
      "0 takes any free port.",
    );
  }
  if (port !== undefined) return tryPort(server, port, host);
  for (let candidate = defaultPort; ; candidate++) {
    try {
      return await tryPort(server, candidate, host);
    } catch (error) {
      if (candidate === defaultPort + portsToTry - 1) throw error;
    }
  }
}

function tryPort(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const onError = ({ code, message }: NodeJS.ErrnoException) => {
      if (code === "EADDRNOTAVAIL" || code === "ENOTFOUND") {
        reject(
          new LabError(`${host} is no address of this machine.`, "Leave out --host, or name one that is."),
        );
        return;
      }
      const reason =
        code === "EADDRINUSE"
          ? `Port ${port} is taken by another program.`
          : code === "EACCES"
            ? `Port ${port} may not be used without special rights.`
            : `Port ${port} cannot be used: ${message.replace(/\.$/, "")}.`;
      reject(new LabError(reason, "Leave out --port for a free one, or choose another."));
    };
    server.once("error", onError);
    server.listen(port, host, () => {
      server.off("error", onError);
      resolve((server.address() as AddressInfo).port);
    });
  });
}
