/**
 * CurveZMQ (https://rfc.zeromq.org/spec/26/): encryption of all five sockets when the connection file
 * carries a key pair, as jupyter_client 8.9 writes it
 * (https://jupyter-client.readthedocs.io/en/latest/security.html).
 */
import { curveKeyPair } from "zeromq";
import type { ConnectionInfo } from "./connection.js";

/** The two fields of a connection file that ask for encryption. */
export function newCurveKeys(): { curve_publickey: string; curve_secretkey: string } {
  const { publicKey, secretKey } = curveKeyPair();
  return { curve_publickey: publicKey, curve_secretkey: secretKey };
}

/** Options of a socket that binds: whoever does not know the public key is not heard. */
export function serverCurve({ curve_publickey, curve_secretkey }: ConnectionInfo) {
  if (curve_publickey === undefined || curve_secretkey === undefined) return {};
  return { curveServer: true, curvePublicKey: curve_publickey, curveSecretKey: curve_secretkey };
}

/** Options of a socket that connects; the kernel accepts any pair of a client that knows its public key. */
export function clientCurve({ curve_publickey }: ConnectionInfo) {
  if (curve_publickey === undefined) return {};
  const { publicKey, secretKey } = curveKeyPair();
  return { curveServerKey: curve_publickey, curvePublicKey: publicKey, curveSecretKey: secretKey };
}
