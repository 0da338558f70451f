/** What a WebSocket speaks: the protocol that it was opened with. */
import { decodeLegacyMessage, encodeLegacyMessage } from "./legacyCodec.js";
import { decodeSocketMessage, encodeSocketMessage, protocolName, type SocketMessage } from "./socketCodec.js";

export interface Codec {
  /** for people */
  name: string;
  encode(message: SocketMessage): Buffer | string;
  /** Throws for what is no message of this protocol. */
  decode(data: Buffer, isBinary: boolean): SocketMessage;
}

const v1: Codec = {
  name: protocolName,
  encode: encodeSocketMessage,
  decode: (data, isBinary) => {
    if (!isBinary) throw new RangeError("A text message is not of this protocol.");
    return decodeSocketMessage(data);
  },
};

const legacy: Codec = { name: "JSON", encode: encodeLegacyMessage, decode: decodeLegacyMessage };

/** @param protocol the one that both sides agreed upon; empty for none */
export const codecOf = (protocol: string): Codec => (protocol === protocolName ? v1 : legacy);
