/** Digits of an integer as text: Python's own limit (sys.int_info.default_max_str_digits). */
const MAX_DIGITS = 4300;

/** Reads the arguments of a pickle's opcodes. What is not there, or is no such thing, throws what `broken` gives. */
export class PickleReader {
  #at = 0;
  readonly #view: DataView;

  constructor(
    private readonly source: Uint8Array,
    private readonly broken: (got?: string) => Error,
  ) {
    this.#view = new DataView(source.buffer, source.byteOffset, source.byteLength);
  }

  bytes(length: number): Uint8Array {
    if (!(length <= this.source.length - this.#at)) throw this.broken();
    this.#at += length;
    return this.source.slice(this.#at - length, this.#at);
  }

  #skip(length: number): number {
    if (this.#at + length > this.source.length) throw this.broken();
    this.#at += length;
    return this.#at - length;
  }

  unsigned(length: 1 | 2 | 4 | 8): number {
    const at = this.#skip(length);
    if (length === 1) return this.source[at];
    if (length === 2) return this.#view.getUint16(at, true);
    if (length === 4) return this.#view.getUint32(at, true);
    return Number(this.#view.getBigUint64(at, true));
  }

  signed32(): number {
    return this.#view.getInt32(this.#skip(4), true);
  }

  /** Big endian, as no other number of a pickle. */
  double(): number {
    return this.#view.getFloat64(this.#skip(8), false);
  }

  /** Two's complement, lowest byte first. */
  long(length: number): number | bigint {
    if (length > MAX_DIGITS) throw this.broken(`one with an integer of ${length} bytes`);
    const bytes = this.bytes(length);
    if (length === 0) return 0;
    const digits = Buffer.from(bytes).reverse().toString("hex");
    return plain(BigInt.asIntN(8 * length, BigInt(`0x${digits}`)));
  }

  text(length: number): string {
    try {
      return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(this.bytes(length));
    } catch {
      throw this.broken();
    }
  }

  /** A text of Python 2, of which nobody said how it is encoded. */
  oldText(length: number): string {
    return ofPython2(this.bytes(length));
  }

  #line(): string {
    const end = this.source.indexOf(10, this.#at);
    if (end < 0) throw this.broken();
    const line = this.bytes(end - this.#at);
    this.#at++;
    return Buffer.from(line).toString("latin1");
  }

  /** `01` and `00` are Python's True and False. */
  integerLine(): number | bigint | boolean {
    const line = this.#line();
    if (line === "01" || line === "00") return line === "01";
    return this.#integer(line);
  }

  longLine(): number | bigint {
    return this.#integer(this.#line().replace(/L$/, ""));
  }

  #integer(text: string): number | bigint {
    if (text.length > MAX_DIGITS || !/^\s*[-+]?\d+\s*$/.test(text)) throw this.broken();
    return plain(BigInt(text.trim().replace(/^\+/, "")));
  }

  floatLine(): number {
    const line = this.#line().trim();
    const words: Record<string, number> = { nan: Number.NaN, inf: Infinity, "-inf": -Infinity };
    if (Object.hasOwn(words, line)) return words[line];
    if (line === "" || Number.isNaN(Number(line))) throw this.broken();
    return Number(line);
  }

  /** A text as Python writes it, between quotes and with escapes. */
  quotedLine(): string {
    const line = this.#line().trim();
    const quote = line[0];
    if (line.length < 2 || (quote !== "'" && quote !== '"') || !line.endsWith(quote)) throw this.broken();
    const plainText = line.slice(1, -1).replace(/\\(x[\da-fA-F]{2}|[0-7]{1,3}|.)/gs, (_, letters: string) => {
      if (letters[0] === "x") return String.fromCharCode(Number.parseInt(letters.slice(1), 16));
      if (/^[0-7]/.test(letters)) return String.fromCharCode(Number.parseInt(letters, 8) & 255);
      return ESCAPES[letters] ?? (letters === "\\" || letters === quote ? letters : `\\${letters}`);
    });
    return ofPython2(Buffer.from(plainText, "latin1"));
  }

  /** Python's raw-unicode-escape: Latin-1 with \uXXXX and \UXXXXXXXX. */
  unicodeLine(): string {
    return this.#line().replace(
      /\\u([\da-fA-F]{4})|\\U([\da-fA-F]{8})/g,
      (_, short?: string, long?: string) => {
        const code = Number.parseInt(short ?? long ?? "", 16);
        if (code > 0x10ffff) throw this.broken();
        return String.fromCodePoint(code);
      },
    );
  }
}

const ESCAPES: Readonly<Record<string, string>> = {
  ...{ n: "\n", t: "\t", r: "\r", a: "\x07", b: "\b", f: "\f", v: "\v", "'": "'", '"': '"' },
};

const plain = (value: bigint): number | bigint => {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
};

function ofPython2(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return Buffer.from(bytes).toString("latin1");
  }
}
