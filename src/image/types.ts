/** Where a value comes from: generator, model, prompt, seed, decode options, timings… */
export type Provenance = Readonly<Record<string, unknown>>;

/** MIME type → data, as Jupyter takes it: pictures are base64 text. */
export type MimeBundle = Record<string, unknown>;

/** 8-bit red, green, blue. */
export type Rgb = readonly [number, number, number];

/** One entry of a label map's legend. */
export interface LegendEntry {
  readonly id: number;
  readonly name: string;
  readonly colour?: Rgb;
}

/** What summaries need of a depth map. */
export interface DepthPlane {
  readonly width: number;
  readonly height: number;
  readonly data: Float32Array;
  readonly residual?: Float32Array;
}
