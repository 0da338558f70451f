/** The files of generated/, by name, as they should be committed. */
export function generate(): Record<string, string>;
