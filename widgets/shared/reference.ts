/**
 * The picture that another is held against.
 *
 * @param wanted null for the usual one
 * @param names the pictures that there are
 * @param usual what a picture is usually held against, the first that there is
 */
export function referenceAmong<Name extends string>(
  picture: Name,
  wanted: Name | null,
  names: readonly Name[],
  usual: readonly Name[],
): Name {
  if (wanted && names.includes(wanted)) return wanted;
  return usual.find((name) => name !== picture && names.includes(name)) ?? picture;
}
