/** The whole of generated/models.ts, as it should be committed. */
export function generate(): string;
