/** A public model that can be fetched by name. */
export interface KnownModel {
  /** what people call it here */
  readonly name: string;
  /** where it lies on the hub */
  readonly repository: string;
  readonly about: string;
  /** as its page says; shown before anything is fetched */
  readonly licence: string;
  /** which of its files are wanted, as ends or beginnings of paths; default: all */
  readonly wanted?: readonly string[];
}

/**
 * Public ONNX models that this field uses. Names and licences are those of their pages in November 2026; any other
 * repository can be fetched by its own name, OWNER/NAME.
 */
export const KNOWN_MODELS: readonly KnownModel[] = [
  {
    name: "moge-2-small",
    repository: "Ruicheng/moge-2-vits-normal-onnx",
    about: "MoGe-2 (small): metric depth and normals in one graph",
    licence: "MIT",
  },
  {
    name: "moge-2-large",
    repository: "Ruicheng/moge-2-vitl-normal-onnx",
    about: "MoGe-2 (large): metric depth and normals in one graph",
    licence: "MIT",
  },
  {
    name: "depth-anything-v2-small",
    repository: "onnx-community/depth-anything-v2-small",
    about: "Depth Anything V2 (small): relative inverse depth",
    licence: "Apache-2.0",
    wanted: [".json", "onnx/model.onnx"],
  },
  {
    name: "metric3d-small",
    repository: "onnx-community/metric3d-vit-small",
    about: "Metric3D v2 (small): metric depth, where the field of view is known, and normals",
    licence: "CC0-1.0 (the export); Metric3D itself is BSD-2-Clause",
    wanted: [".json", "onnx/model.onnx"],
  },
  {
    name: "sam-2.1-tiny",
    repository: "onnx-community/sam2.1-hiera-tiny-ONNX",
    about: "SAM 2.1 (tiny): masks of what points and boxes mean",
    licence: "Apache-2.0",
    wanted: [".json", "onnx/vision_encoder.onnx", "onnx/prompt_encoder_mask_decoder.onnx"],
  },
  {
    name: "slimsam",
    repository: "Xenova/slimsam-77-uniform",
    about: "SlimSAM: masks of what points mean; 40 MB",
    licence: "Apache-2.0 (SlimSAM; the export's page names none)",
    wanted: [".json", "onnx/vision_encoder.onnx", "onnx/prompt_encoder_mask_decoder.onnx"],
  },
  {
    name: "flux-2-klein",
    repository: "hlhc/FLUX.2-klein-4B-onnx",
    about: "FLUX.2 klein (4B): edits pictures in four steps; some 8 GB",
    licence: "Apache-2.0",
  },
  {
    name: "instruct-pix2pix",
    repository: "ForserX/instruct-pix2pix-onnx",
    about: "InstructPix2Pix: edits pictures as words say",
    licence: "CreativeML Open RAIL-M",
  },
];
