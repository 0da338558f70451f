import type { DepthPictureName } from "./state.js";

/** What a picture is usually held against, the first that there is. */
const usual = ["truth", "depth", "photo", "painted"] as const satisfies readonly DepthPictureName[];

/**
 * The picture that another is held against.
 *
 * @param wanted null for the usual one
 * @param names the pictures that there are
 */
export function referenceOf(
  picture: DepthPictureName,
  wanted: DepthPictureName | null,
  names: readonly DepthPictureName[],
): DepthPictureName {
  if (wanted && names.includes(wanted)) return wanted;
  return usual.find((name) => name !== picture && names.includes(name)) ?? picture;
}
