import { unreadable } from "../../image/formats/raster.js";
import { PickleReader } from "./pickleReader.js";

/** What a pickle of plain data can hold. Dictionaries have no prototype; integers beyond 2⁵³ are BigInts. */
export type PickleValue =
  | null
  | boolean
  | number
  | bigint
  | string
  | Uint8Array
  | PickleValue[]
  | { [key: string]: PickleValue };

/** What begins a list of parts on the stack. */
const MARK = Symbol("mark");
type Kept = PickleValue | typeof MARK;

/** The opcodes that call what a file names: none of them is ever followed. */
const CALLS: Readonly<Record<string, string>> = {
  ...{ c: "GLOBAL", R: "REDUCE", i: "INST", o: "OBJ", b: "BUILD", P: "PERSID", Q: "BINPERSID" },
  ...{ "\x81": "NEWOBJ", "\x92": "NEWOBJ_EX", "\x93": "STACK_GLOBAL" },
  ...{ "\x82": "EXT1", "\x83": "EXT2", "\x84": "EXT4", "\x97": "NEXT_BUFFER", "\x98": "READONLY_BUFFER" },
};

/**
 * Reads a Python pickle of plain data: None, booleans, numbers, texts, bytes, lists, tuples (as arrays) and
 * dictionaries, of any protocol (docs.python.org/3/library/pickletools.html names the opcodes). Nothing is called
 * and nothing is imported: a file that asks for it is refused. Python 2's texts are UTF-8 if they can be, Latin-1 if not.
 *
 * @throws UnreadableError for what is broken, asks for a class or a function, or has other keys than texts and integers
 * @example const refs = parsePickle(await readFile("refs(umd).p"), "refs(umd).p");
 */
export function parsePickle(bytes: Uint8Array, name = "file.p"): PickleValue {
  const broken = (got = "broken off or corrupt"): Error => unreadable(name, "a whole Python pickle", got);
  const read = new PickleReader(bytes, broken);
  const stack: Kept[] = [];
  const memo = new Map<number, PickleValue>();
  const pop = (): PickleValue => {
    const top = stack.pop();
    if (top === undefined || top === MARK) throw broken();
    return top as PickleValue;
  };
  const top = (): PickleValue => {
    const value = pop();
    stack.push(value);
    return value;
  };
  const sinceMark = (): PickleValue[] => {
    const at = stack.lastIndexOf(MARK);
    if (at < 0) throw broken();
    const parts = stack.splice(at) as PickleValue[];
    return parts.slice(1);
  };
  const recall = (key: number): void => {
    const value = memo.get(key);
    if (value === undefined) throw broken();
    stack.push(value);
  };
  const append = (values: PickleValue[]): void => {
    const list = top();
    if (!Array.isArray(list)) throw broken();
    for (const value of values) list.push(value);
  };
  const put = (pairs: PickleValue[], into: PickleValue): void => {
    const isDict = typeof into === "object" && into !== null && Object.getPrototypeOf(into) === null;
    if (!isDict || pairs.length % 2 !== 0) throw broken();
    for (let i = 0; i < pairs.length; i += 2) {
      const key = pairs[i];
      if (typeof key !== "string" && !Number.isInteger(key))
        throw unreadable(name, "a pickle with texts as keys", "one with other keys", "save it as JSON");
      (into as Record<string, PickleValue>)[String(key)] = pairs[i + 1];
    }
  };
  const newDict = (pairs: PickleValue[]): PickleValue => {
    const dict: Record<string, PickleValue> = Object.create(null);
    put(pairs, dict);
    return dict;
  };
  const tuple = (count: number): void => {
    const parts = Array.from({ length: count }, pop).reverse();
    stack.push(parts);
  };
  const steps: Record<string, () => void> = {
    "(": () => stack.push(MARK),
    "0": () => stack.pop(),
    "1": sinceMark,
    "2": () => stack.push(top()),
    N: () => stack.push(null),
    "\x88": () => stack.push(true),
    "\x89": () => stack.push(false),
    I: () => stack.push(read.integerLine()),
    L: () => stack.push(read.longLine()),
    F: () => stack.push(read.floatLine()),
    K: () => stack.push(read.unsigned(1)),
    M: () => stack.push(read.unsigned(2)),
    J: () => stack.push(read.signed32()),
    G: () => stack.push(read.double()),
    "\x8a": () => stack.push(read.long(read.unsigned(1))),
    "\x8b": () => stack.push(read.long(read.unsigned(4))),
    S: () => stack.push(read.quotedLine()),
    V: () => stack.push(read.unicodeLine()),
    T: () => stack.push(read.oldText(read.unsigned(4))),
    U: () => stack.push(read.oldText(read.unsigned(1))),
    X: () => stack.push(read.text(read.unsigned(4))),
    "\x8c": () => stack.push(read.text(read.unsigned(1))),
    "\x8d": () => stack.push(read.text(read.unsigned(8))),
    B: () => stack.push(read.bytes(read.unsigned(4))),
    C: () => stack.push(read.bytes(read.unsigned(1))),
    "\x8e": () => stack.push(read.bytes(read.unsigned(8))),
    "]": () => stack.push([]),
    l: () => stack.push(sinceMark()),
    ")": () => stack.push([]),
    t: () => stack.push(sinceMark()),
    "\x85": () => tuple(1),
    "\x86": () => tuple(2),
    "\x87": () => tuple(3),
    "}": () => stack.push(newDict([])),
    d: () => stack.push(newDict(sinceMark())),
    a: () => append([pop()]),
    e: () => append(sinceMark()),
    s: () => {
      const value = pop();
      const key = pop();
      put([key, value], top());
    },
    u: () => {
      const pairs = sinceMark();
      put(pairs, top());
    },
    p: () => memo.set(Number(read.integerLine()), top()),
    q: () => memo.set(read.unsigned(1), top()),
    r: () => memo.set(read.unsigned(4), top()),
    "\x94": () => memo.set(memo.size, top()),
    g: () => recall(Number(read.integerLine())),
    h: () => recall(read.unsigned(1)),
    j: () => recall(read.unsigned(4)),
    "\x80": () => {
      if (read.unsigned(1) > 5) throw broken("of a protocol that is not known");
    },
    "\x95": () => read.unsigned(8), // a frame's length, which only helps to read ahead
  };
  for (;;) {
    const code = String.fromCharCode(read.unsigned(1));
    if (code === ".") return pop();
    if (Object.hasOwn(CALLS, code)) {
      const got = `one that asks for a class or a function (${CALLS[code]})`;
      throw unreadable(name, "a pickle of plain lists, dictionaries and texts", got, REFUSED);
    }
    if (!Object.hasOwn(steps, code)) throw broken();
    steps[code]();
  }
}

const REFUSED = "do not open it with Python either unless you trust who made it; ask for it as JSON";
