export type { Dataset, DatasetReport, ProtocolHint } from "./dataset.js";
export * from "./formats/index.js";
export { type OpenDatasetOptions, openDataset } from "./openDataset.js";
export { CITYSCAPES_CLASSES, CITYSCAPES_SCORED } from "./readers/cityscapesClasses.js";
export { type DatasetInfo, type DatasetName, listDatasets, type SampleOf } from "./registry.js";
export type {
  Category,
  DatasetSample,
  DatasetTask,
  DepthSample,
  EditSample,
  InstancesSample,
  InstanceTruth,
  NormalSample,
  PanopticSample,
  PhraseSample,
  PromptSample,
  ReferringSample,
  SemanticSample,
} from "./sample.js";
