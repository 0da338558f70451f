/**
 * An ONNX model (protobuf, ir_version 8, opset 13) of four times MatMul with x and Tanh, from x to y, both
 * [256, 256]: large enough that a device shows how fast it is. Made with python3-onnx's `helper`.
 */
export const PROBE_GRAPH: Uint8Array = Buffer.from(
  "CAgSADrDAQoSCgF4CgF4EgJtMCIGTWF0TXVsCg4KAm0wEgJ0MCIEVGFuaAoTCgJ0MAoBeBICbTEiBk1hdE11bAoOCgJtMRICdDEiBFRhbmgKEwoCdDEKAXgSAm0yIgZNYXRNdWwKDgoCbTISAnQyIgRUYW5oChMKAnQyCgF4EgJtMyIGTWF0TXVsCg0KAm0zEgF5IgRUYW5oEgFwWhUKAXgSEAoOCAESCgoDCIACCgMIgAJiFQoBeRIQCg4IARIKCgMIgAIKAwiAAkIECgAQDQ==",
  "base64",
);
