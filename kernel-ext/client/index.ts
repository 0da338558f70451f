export { newConnection } from "./connection.js";
export {
  type Answer,
  type ExecuteOptions,
  KernelClient,
  type KernelClientOptions,
  type PostOptions,
} from "./kernelClient.js";
export { KernelProcess, type KernelProcessOptions } from "./kernelProcess.js";
export { type EndOfKernel, watchEnd } from "./lastWords.js";
