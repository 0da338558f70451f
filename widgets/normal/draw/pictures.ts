import type { NormalMap } from "vision-peel/image";

/** The planes of a view, as its drawing wants them. */
export interface NormalPictures {
  readonly width: number;
  readonly height: number;
  /** x y z interleaved, in the camera's axes */
  readonly normals: Float32Array;
  /** RGB bytes */
  readonly painted: Uint8Array | undefined;
  readonly photo: Uint8Array | undefined;
  /** levels by which painted vectors miss unit length */
  readonly residual: Float32Array | undefined;
  readonly truth: Float32Array | undefined;
  /** the normals of a surface of depth; made when first asked for */
  readonly ofDepth: (() => NormalMap) | undefined;
}
