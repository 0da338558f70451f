/**
 * A picture blurred by three box filters, which come near a Gaussian (Wells, "Efficient synthesis of Gaussian filters by
 * cascaded uniform filters", IEEE PAMI 1986). Words with alpha 0 lie beside it and take no part.
 *
 * @param radius of one box, pixels
 */
export function blurWords(words: Uint32Array, width: number, height: number, radius: number): Uint32Array {
  let from = words;
  let to = new Uint32Array(words.length);
  for (let pass = 0; pass < 3; pass++) {
    const across = new Uint32Array(words.length);
    for (let y = 0; y < height; y++) blurLine(from, across, y * width, 1, width, radius);
    for (let x = 0; x < width; x++) blurLine(across, to, x, width, height, radius);
    from = to;
    to = new Uint32Array(words.length);
  }
  return from;
}

/** The mean of what lies within the radius along one row or column, by a sum that slides. */
function blurLine(
  from: Uint32Array,
  to: Uint32Array,
  start: number,
  step: number,
  length: number,
  radius: number,
): void {
  let [r, g, b, count] = [0, 0, 0, 0];
  const add = (place: number, sign: number): void => {
    const word = from[start + place * step];
    if (word >>> 24 === 0) return;
    r += sign * (word & 255);
    g += sign * ((word >>> 8) & 255);
    b += sign * ((word >>> 16) & 255);
    count += sign;
  };
  for (let place = 0; place < Math.min(radius, length); place++) add(place, 1);
  for (let place = 0; place < length; place++) {
    if (place + radius < length) add(place + radius, 1);
    if (place > radius) add(place - radius - 1, -1);
    const at = start + place * step;
    if (from[at] >>> 24 === 0 || count === 0) continue;
    to[at] =
      (0xff000000 | (Math.round(b / count) << 16) | (Math.round(g / count) << 8) | Math.round(r / count)) >>>
      0;
  }
}
