/** A table of the paper, "Image Generators are Generalist Vision Learners" (arXiv 2604.20329): its numbers, not ours. */

export interface PaperColumn {
  readonly name: string;
  readonly isHigherBetter: boolean;
}

export interface PaperRow {
  readonly model: string;
  /** whether no training split of what is evaluated was trained on */
  readonly isZeroShot: boolean;
  /** where the camera is known to the model, for metric depth */
  readonly intrinsics?: "neither" | "in training" | "in training and inference";
  /** in the order of the columns; null where the paper gives none */
  readonly values: readonly (number | null)[];
  /** of single numbers, as the paper's footnotes have it */
  readonly note?: string;
}

export interface PaperTable {
  readonly title: string;
  /** the paper's own number of it */
  readonly label: string;
  readonly columns: readonly PaperColumn[];
  readonly rows: readonly PaperRow[];
  /** what is assumed of how it was measured, for the paper does not say */
  readonly assumption: string;
}

type Values = readonly (number | null)[];

export const rowOf = (model: string, values: Values, more: Partial<PaperRow> = {}): PaperRow => ({
  ...{ model, isZeroShot: true, values },
  ...more,
});

export const higher = (...names: string[]): PaperColumn[] =>
  names.map((name) => ({ name, isHigherBetter: true }));
export const lower = (...names: string[]): PaperColumn[] =>
  names.map((name) => ({ name, isHigherBetter: false }));
