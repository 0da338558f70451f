/** One figure that has no rival. */
export interface Finding {
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  /** what we want it to be, in words */
  readonly aim?: string;
}

/** Figures measured together. */
export interface FindingsReport {
  readonly title: string;
  readonly findings: readonly Finding[];
}
