/** Depth as a camera meets it: a floor that recedes to the horizon, waves of things on it, sky above. */
export function depthLikeMetres(width: number, height = width): Float32Array {
  const metres = new Float32Array(width * height);
  for (let y = 0, i = 0; y < height; y++) {
    const floor = y / height > 0.3 ? 0.9 / (y / height - 0.29) : Infinity;
    for (let x = 0; x < width; x++, i++) {
      const thing = 4 + 3 * Math.sin(x / 37) * Math.cos(y / 53) + 0.2 * Math.sin(x * 0.9);
      metres[i] = Math.sin(x / 91 + y / 130) > 0.3 ? Math.min(floor, thing) : floor;
    }
  }
  return metres;
}

/** The same random bytes every time (xorshift32, Marsaglia 2003). */
export function randomBytes(length: number): Uint8Array {
  let state = 0x2545f491;
  return Uint8Array.from({ length }, () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state >>> 24;
  });
}
