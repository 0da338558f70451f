// TIFF 6.0 (1992), section 2: tag, type (3 short, 4 long), count, value or where it stands.
const SHORT = 3;
const LONG = 4;

/** The bytes of a TIFF of one channel of floats, in one strip, little endian and not packed. */
export function formatTiff(width: number, height: number, data: Float32Array): Uint8Array {
  const tags: [tag: number, type: number, value: number][] = [
    [256, LONG, width],
    [257, LONG, height],
    [258, SHORT, 32],
    [259, SHORT, 1], // not packed
    [262, SHORT, 1], // black is zero
    [273, LONG, 0], // where the values begin, below
    [277, SHORT, 1],
    [278, LONG, height],
    [279, LONG, 4 * data.length],
    [339, SHORT, 3], // floating
  ];
  const start = 8 + 2 + 12 * tags.length + 4;
  const bytes = new DataView(new ArrayBuffer(start + 4 * data.length));
  [0x49, 0x49, 0x2a, 0].forEach((byte, i) => {
    bytes.setUint8(i, byte);
  });
  bytes.setUint32(4, 8, true);
  bytes.setUint16(8, tags.length, true);
  tags.forEach(([tag, type, value], i) => {
    const at = 10 + 12 * i;
    bytes.setUint16(at, tag, true);
    bytes.setUint16(at + 2, type, true);
    bytes.setUint32(at + 4, 1, true);
    bytes.setUint32(at + 8, tag === 273 ? start : value, true);
  });
  for (let i = 0; i < data.length; i++) bytes.setFloat32(start + 4 * i, data[i], true);
  return new Uint8Array(bytes.buffer);
}
