/**
 * Counts of a long histogram as a short text: runs of zeros and single counts as numbers of seven bits a byte, lowest
 * first, the last of each without the eighth (as in WebAssembly's LEB128), in base64.
 */
export function packCounts(counts: ArrayLike<number>): string {
  const bytes: number[] = [];
  const write = (value: number): void => {
    let left = value;
    for (; left >= 128; left = Math.floor(left / 128)) bytes.push((left % 128) + 128);
    bytes.push(left);
  };
  for (let i = 0; i < counts.length; ) {
    let zeros = 0;
    while (i < counts.length && counts[i] === 0) {
      zeros++;
      i++;
    }
    // Odd: a run of zeros; even: a count.
    if (zeros > 0) write(2 * zeros + 1);
    else write(2 * counts[i++]);
  }
  const letters: string[] = [];
  for (const byte of bytes) letters.push(String.fromCharCode(byte));
  return btoa(letters.join(""));
}

/** @throws RangeError for a text that holds another number of counts */
export function unpackCounts(text: string, length: number): Float64Array {
  const counts = new Float64Array(length);
  const letters = atob(text);
  let i = 0;
  let [value, weight] = [0, 1];
  for (let k = 0; k < letters.length; k++) {
    const byte = letters.charCodeAt(k);
    value += (byte % 128) * weight;
    weight *= 128;
    if (byte >= 128) continue;
    if (value % 2 === 1) i += (value - 1) / 2;
    else if (i < length) counts[i++] = value / 2;
    else i = Infinity;
    if (i > length) break;
    [value, weight] = [0, 1];
  }
  if (i !== length) throw new RangeError(`A histogram of ${length} counts is damaged.`);
  return counts;
}
