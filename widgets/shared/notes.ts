import { refuse } from "./checks.js";

/**
 * What is shown under a picture: what its giver wants to be known, and what was done to the photo.
 *
 * @throws ArgumentError for a note that is no text
 */
export function notesOf(given: unknown, ofPhoto: string | undefined): string | undefined {
  if (given !== undefined && typeof given !== "string")
    refuse("note", "a text", given, "write what readers of the picture should know");
  return [given, ofPhoto].filter((note) => note !== undefined && note !== "").join(" ") || undefined;
}
