/** Where two arrays first differ, or undefined if they are the same to the last bit (NaN equals NaN). */
export function differenceOf(
  name: string,
  got: ArrayLike<number>,
  expected: ArrayLike<number>,
): string | undefined {
  if (got.length !== expected.length) return `${got.length} ${name} instead of ${expected.length}`;
  for (let i = 0; i < got.length; i++) {
    if (!Object.is(got[i], expected[i])) return `${name}[${i}] is ${got[i]} instead of ${expected[i]}`;
  }
  return undefined;
}
