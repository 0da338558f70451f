import type { DepthMap } from "../image/depthMap.js";
import type { NormalMap } from "../image/normalMap.js";
import type { RgbImage } from "../image/rgbImage.js";

/** What a specialist tells of a photo, on the photo's own grid. */
export interface SpecialistResult {
  /** metres; up to scale and shift where `depth.provenance.unit` is "relative"; NaN where it knows nothing */
  readonly depth: DepthMap;
  /** x right, y up, z to the viewer; left out by those that only know depth */
  readonly normals?: NormalMap;
  /** degrees across the photo, where the model tells */
  readonly fieldOfViewDegrees?: number;
}

/** Options of `Specialist.estimate`. */
export interface EstimateOptions {
  readonly signal?: AbortSignal;
  /** degrees across the photo, for models that need to know them to tell metres: Metric3D */
  readonly fieldOfViewDegrees?: number;
}

/** A model made for geometry alone: what generators that paint it are compared with. */
export interface Specialist {
  /** what `openSpecialist` opens it by */
  readonly spec: string;
  readonly model: string;
  /**
   * @throws ArgumentError for no photo, or a field of view that is none; GeneratorError as inference throws; the signal's reason
   */
  estimate(photo: RgbImage, options?: EstimateOptions): Promise<SpecialistResult>;
  /** gives memory back; a later call loads the model again */
  close(): Promise<void>;
}
