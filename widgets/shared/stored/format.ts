/**
 * How a view is kept in a notebook: its state as data, no code, under a mime type of its own. It needs
 * neither kernel nor widget state to be explored again. Planes are compressed as TIFF compresses them
 * (Adobe's Photoshop TIFF Technical Note 3): differences along a row, of numbers split into their bytes.
 */
export const storedMime = "application/vnd.vision-peel.view+json";
export const storedFormat = 1;

/** A notebook whose outputs are larger than this is slow to open, to save and to share. */
export const MOST_STORED_BYTES = 2 * 2 ** 20;

/** A plane of numbers, row by row. */
export interface StoredPlane {
  readonly type: "uint8" | "uint16" | "float32";
  /** numbers per pixel */
  readonly channels: number;
  readonly width: number;
  readonly height: number;
  /** zlib of the differences, as base64 */
  readonly data: string;
}

export interface StoredView {
  readonly format: typeof storedFormat;
  /** the view's name, as a model's `_view_name` has it */
  readonly view: string;
  /** of the package that wrote it */
  readonly version: string;
  /** what is not a plane */
  readonly state: Readonly<Record<string, unknown>>;
  readonly planes: Readonly<Record<string, StoredPlane>>;
  /** the mime type of the same output that holds the rest of the state */
  readonly stateIn?: string;
}

/** Of a box: it stores the views that it holds, to be shown where nothing else of them is left. */
export const boxViewName = "BoxView";

/**
 * Whether an output makes its widget's saved state superfluous: a view of its own does; sliders and texts of a box
 * are nowhere else, and move the views beside them.
 */
export function standsAlone(output: Readonly<Record<string, unknown>>): boolean {
  const stored = output[storedMime] as Partial<StoredView> | null | undefined;
  return stored !== undefined && stored?.view !== boxViewName;
}
