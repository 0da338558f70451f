import { randomUUID } from "node:crypto";
import { createServer } from "node:net";
import type { ConnectionInfo } from "../wire/connection.js";
import { newCurveKeys } from "../wire/curve.js";

/** Ports that are free now; all are held until all are found, so that none comes twice. */
async function freePorts(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => createServer());
  const ports = await Promise.all(
    servers.map(
      (server) =>
        new Promise<number>((resolve, reject) => {
          server.once("error", reject);
          server.listen(0, "127.0.0.1", () => resolve((server.address() as { port: number }).port));
        }),
    ),
  );
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}

/**
 * A connection for a new kernel: free ports on the loopback and a key of its own.
 *
 * @param encrypted adds a CurveZMQ key pair, with which everything on the wire is encrypted; only for
 *   kernels whose kernelspec names `curve` under `metadata.supported_encryption`
 */
export async function newConnection({ encrypted = false } = {}): Promise<ConnectionInfo> {
  const [shell_port, iopub_port, stdin_port, control_port, hb_port] = await freePorts(5);
  return {
    transport: "tcp",
    ip: "127.0.0.1",
    shell_port,
    iopub_port,
    stdin_port,
    control_port,
    hb_port,
    key: randomUUID(),
    signature_scheme: "hmac-sha256",
    ...(encrypted ? newCurveKeys() : {}),
  };
}
