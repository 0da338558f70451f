export { type Device, devices } from "./devices.js";
export type { Inference, LoadOptions, Network, RunOptions } from "./network.js";
export { type InferenceOptions, type OpenedInference, openInference } from "./openInference.js";
export type { TensorArrays, TensorSpec, TensorType, TensorValue } from "./tensors.js";
