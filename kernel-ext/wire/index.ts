export { type Channel, KernelChannels, type RequestChannel } from "./channels.js";
export { addressOf, type ConnectionInfo, readConnectionFile, type SocketName } from "./connection.js";
export { newCurveKeys } from "./curve.js";
export { WireError } from "./errors.js";
export {
  decodeMessage,
  type Envelope,
  encodeMessage,
  type Header,
  type Json,
  type Message,
  makeHeader,
  makeMessage,
  protocolVersion,
} from "./message.js";
export { logBeside } from "./orphan.js";
export { SendQueue } from "./sendQueue.js";
export { isSignedBy, sign } from "./signature.js";
