/** Jupyter counts the cursor in Unicode code points, JavaScript in UTF-16 units. */
export function toUtf16(code: string, codePoints: number): number {
  let units = 0;
  for (let i = 0; i < codePoints && units < code.length; i++) {
    units += (code.codePointAt(units) ?? 0) > 0xffff ? 2 : 1;
  }
  return units;
}

export function toCodePoints(code: string, utf16: number): number {
  let points = 0;
  for (let units = 0; units < utf16; points++) units += (code.codePointAt(units) ?? 0) > 0xffff ? 2 : 1;
  return points;
}
