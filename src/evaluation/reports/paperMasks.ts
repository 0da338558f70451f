import { higher, type PaperTable, rowOf } from "./paperTable.js";

const trained = { isZeroShot: false } as const;

export const cityscapesTable: PaperTable = {
  title: "Cityscapes val, semantic segmentation",
  label: "table 2",
  columns: higher("mIoU %"),
  rows: [
    rowOf("SegMan-L", [84.2], trained),
    rowOf("APE-D", [44.2]),
    rowOf("OpenSeeD", [47.8]),
    rowOf("X-Decoder", [52.0]),
    rowOf("SAM 3", [65.2]),
    rowOf("Vision Banana", [69.9]),
  ],
  assumption: "Prompts and the number of pictures for each sample are not published.",
};

export const refcocogTable: PaperTable = {
  title: "RefCOCOg val (UMD), referring segmentation",
  label: "table 4",
  columns: higher("cIoU %"),
  rows: [
    rowOf("HyperSeg-Phi2-2.7B", [79.4], trained),
    rowOf("X-SAM-Phi3-3.8B", [83.8], trained),
    rowOf("HybridGL", [51.3]),
    rowOf("LocalizationHeads-LLaVA-1.5-13B", [67.7]),
    rowOf("SAM 3 + Gemini 2.5 Pro", [73.4]),
    rowOf("Vision Banana", [73.8]),
  ],
  assumption: "cIoU over all sentences is assumed, as LISA counts it.",
};

export const reasonSegTable: PaperTable = {
  title: "ReasonSeg val, reasoning segmentation",
  label: "table 5",
  columns: higher("gIoU %"),
  rows: [
    rowOf("X-SAM-Phi3-3.8B", [56.6], trained),
    rowOf("LISA-13B-LLaVA1.5", [65.0], trained),
    rowOf("SegZero-Qwen2.5-VL-7B", [62.6]),
    rowOf("RSVP-GPT-4o", [64.7]),
    rowOf("SAM 3 + Gemini 2.5 Pro", [77.0]),
    rowOf("Vision Banana + Gemini 2.5 Pro", [79.3]),
  ],
  assumption: "Queries are rewritten by Gemini 2.5 Pro before they are painted.",
};

export const sacoTable: PaperTable = {
  title: "SA-Co/Gold, instances of noun phrases",
  label: "table 3",
  columns: higher("cgF1 %", "IL_MCC", "pmF1 %"),
  rows: [
    rowOf("SAM 3", [54.1, 0.82, 66.1], trained),
    rowOf("SAM 3 + Llama 3.2", [61.2, 0.86, 70.8], trained),
    rowOf("gDino-T", [3.3, 0.15, 16.2]),
    rowOf("LLMDet-L", [6.5, 0.21, 27.3]),
    rowOf("Gemini 2.5", [13.0, 0.29, 46.1]),
    rowOf("APE-D", [16.4, 0.4, 36.9]),
    rowOf("DINO-X", [21.3, 0.38, 55.2]),
    rowOf("OWLv2", [24.6, 0.57, 42.0]),
    rowOf("Vision Banana + Gemini 3.1 Flash-Lite", [47.5, 0.84, 56.0]),
  ],
  assumption:
    "One painting for each phrase is assumed, each thing with the score 1; the averages are means of seven subsets.",
};

const SUBSETS = ["MetaCLIP", "SA-1B", "Crowded", "Food & drink", "Sports", "Attributes", "Wiki-Common"];

export const sacoSubsetsTable: PaperTable = {
  title: "SA-Co/Gold by subset",
  label: "table 8",
  columns: higher(...SUBSETS.map((name) => `${name} cgF1 %`)),
  rows: [
    rowOf("SAM 3", [47.3, 53.7, 61.1, 53.4, 65.5, 54.9, 42.5], trained),
    rowOf("SAM 3 + Llama 3.2", [54.2, 56.0, 61.3, 67.6, 67.5, 71.1, 51.1], trained),
    rowOf("gDino-T", [2.9, 3.1, 0.28, 0.96, 1.1, 13.8, 0.7]),
    rowOf("OWLv2", [17.7, 13.3, 15.8, 32.0, 36.0, 35.6, 21.7]),
    rowOf("LLMDet-L", [4.5, 5.3, 2.4, 5.5, 4.4, 22.2, 1.2]),
    rowOf("APE-D", [12.6, 2.2, 7.2, 22.7, 31.8, 26.7, 11.6]),
    rowOf("DINO-X", [17.2, 19.7, 12.9, 30.1, 28.4, 31.0, 9.7]),
    rowOf("Gemini 2.5", [9.9, 13.1, 8.2, 19.6, 15.1, 18.8, 6.5]),
    rowOf("Vision Banana + Gemini 3.1 Flash-Lite", [38.0, 33.5, 34.4, 57.2, 63.0, 58.8, 47.4]),
  ],
  assumption: sacoTable.assumption,
};
