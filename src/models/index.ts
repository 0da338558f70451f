export { type HubFile, type HubModel, lookUp, modelNamed } from "./hub.js";
export { ModelError } from "./modelError.js";
export { folderOf, modelsFolder } from "./modelsFolder.js";
export { bytesOf, type PullOptions, type PullProgress, pull, remove } from "./pull.js";
export { type PulledModel, pulledModels } from "./pulled.js";
export { KNOWN_MODELS, type KnownModel } from "./registry.js";
