import type { Intrinsics } from "../geometry/intrinsics.js";
import type {
  BinaryMask,
  CocoMask,
  DepthMap,
  LabelMap,
  NormalMap,
  PixelBox,
  RgbImage,
} from "../image/index.js";

/** What a data set asks for. */
export type DatasetTask =
  | "depth"
  | "normals"
  | "semantic"
  | "referring"
  | "phrases"
  | "instances"
  | "panoptic"
  | "generation"
  | "editing";

/** A photo with its depth. */
export interface DepthSample {
  readonly id: string;
  readonly photo: RgbImage;
  /** metres along the optical axis; unknown is NaN, the sky +Infinity */
  readonly depth: DepthMap;
  /** surface normals in our axes, where the data set has them beside */
  readonly normals?: NormalMap;
  /** the camera on the grid of the depth map, where it is known and a pinhole */
  readonly intrinsics?: Intrinsics;
  /** other masks of the data set by name, 0 or not */
  readonly masks?: Readonly<Record<string, BinaryMask>>;
}

/** A photo with its surface normals: +x right, +y up, +z to the viewer; NaN where there is none. */
export interface NormalSample {
  readonly id: string;
  readonly photo: RgbImage;
  readonly normals: NormalMap;
  readonly intrinsics?: Intrinsics;
}

/** A photo with a class for each pixel. */
export interface SemanticSample {
  readonly id: string;
  readonly photo: RgbImage;
  readonly labels: LabelMap;
}

/** A photo, an expression and the mask of what it means: each sentence is a sample. */
export interface ReferringSample {
  readonly id: string;
  readonly photo: RgbImage;
  readonly expression: string;
  /** 1 is meant, 0 is not, 255 does not count */
  readonly mask: { readonly width: number; readonly height: number; readonly data: Uint8Array };
}

/** One thing of a photo. */
export interface InstanceTruth {
  readonly id: number;
  readonly categoryId: number;
  readonly mask: CocoMask;
  readonly box: PixelBox;
  /** pixels, as the annotation tells */
  readonly area: number;
  /** stands for many, and is neither found nor missed */
  readonly isCrowd: boolean;
}

/** A photo and a noun phrase, with the things that it means, as each annotator drew them; none is a valid answer. */
export interface PhraseSample {
  readonly id: string;
  readonly photo: RgbImage;
  readonly phrase: string;
  readonly annotators: readonly {
    /** whether all things were drawn; pairs where an annotator says no are not scored */
    readonly isExhaustive: boolean;
    readonly instances: readonly InstanceTruth[];
  }[];
}

/** The name of a class. */
export interface Category {
  readonly id: number;
  readonly name: string;
  /** whether it has things that can be counted (panoptic) */
  readonly isThing?: boolean;
}

/** A photo with all things of known classes. */
export interface InstancesSample {
  readonly id: string;
  readonly photo: RgbImage;
  readonly instances: readonly InstanceTruth[];
  readonly categories: readonly Category[];
}

/** A photo with a segment for each pixel, as `matchPanoptic` takes it. */
export interface PanopticSample {
  readonly id: string;
  readonly photo: RgbImage;
  readonly panoptic: {
    readonly width: number;
    readonly height: number;
    /** segment ids, 0 is void */
    readonly data: Uint32Array;
    readonly segments: readonly {
      readonly id: number;
      readonly category: number;
      readonly isCrowd: boolean;
      readonly area: number;
    }[];
  };
  readonly categories: readonly Category[];
}

/** Words for a picture that does not exist yet. */
export interface PromptSample {
  readonly id: string;
  readonly prompt: string;
  /** what the data set says that the prompt tries, such as counting */
  readonly tags: readonly string[];
}

/** A photo and words that say how to change it. */
export interface EditSample {
  readonly id: string;
  readonly photo: RgbImage;
  readonly instruction: string;
  readonly kind: string;
}

export type DatasetSample =
  | DepthSample
  | NormalSample
  | SemanticSample
  | ReferringSample
  | PhraseSample
  | InstancesSample
  | PanopticSample
  | PromptSample
  | EditSample;
