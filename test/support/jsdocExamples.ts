import { readFileSync } from "node:fs";

/** One `@example` of a file, line by line. */
export interface JsdocExample {
  readonly file: string;
  readonly lines: readonly string[];
}

export function examplesIn(file: string): JsdocExample[] {
  const comments = readFileSync(file, "utf8").match(/\/\*\*[\s\S]*?\*\//g) ?? [];
  return comments
    .flatMap((comment) =>
      comment
        .replace(/\n?\s*\*\/$/, "")
        .split("@example")
        .slice(1),
    )
    .map((text) => text.split(/\n\s*\*\s*@/)[0].split("\n"))
    .map((lines) => lines.map((line) => line.replace(/^\s*\*\s?/, "").trim()).filter(Boolean))
    .map((lines) => ({ file, lines }));
}

/** What a line gives, and what stands behind it. */
export interface Told {
  readonly line: string;
  readonly value: unknown;
  readonly told: string | undefined;
}

/** Runs an example; `names` are what it may use. */
export async function runExample({ lines }: JsdocExample, names: Record<string, unknown>): Promise<Told[]> {
  const split = lines.map((line) => /^(.*?)(?:\s+\/\/ (.*))?$/.exec(line) as RegExpExecArray);
  const body = split.map(([, code], i) =>
    code.startsWith("const ") ? code : `values[${i}] = await (${code.replace(/;$/, "")});`,
  );
  const run = new Function(
    "names",
    `with (names) { return (async () => { const values = []; ${body.join("\n")} return values; })(); }`,
  );
  const values = (await run(names)) as unknown[];
  return split.map(([line, , told], i) => ({ line, value: values[i], told }));
}

/**
 * What a comment says of a value, as pairs of what is and what should be; none for words. "13.69…" is cut, "…" stands
 * for more of the same.
 */
export function comparisons(value: unknown, told: string): [unknown, unknown][] {
  const object = /^\{ (.*) \}$/.exec(told)?.[1];
  if (object !== undefined)
    return object.split(/, (?=[\w]+: |…)/).flatMap((pair) => {
      const [, key, text] = /^(\w+): (.*)$/.exec(pair) ?? [];
      return key === undefined ? [] : comparisons((value as Record<string, unknown>)[key], text);
    });
  const list = /\[(.*)\]/.exec(told)?.[1] ?? (/^[\d.]+(?:,? [\d.]+)+$/.test(told) ? told : undefined);
  if (list !== undefined)
    return list
      .split(/,? /)
      .filter((text) => text !== "…")
      .flatMap((text, i) => comparisons((value as unknown[])[i], text));
  if (/^(?:true|false|NaN|Infinity|"[^"]*")$/.test(told)) return [[String(value), told.replaceAll('"', "")]];
  const number = /^-?[\d.]+(?:\/\d+)?…?(?=$|[:; ])|^Math\.\w+\([\d.]+\)$/.exec(told)?.[0];
  if (number === undefined) return [];
  const isCut = number.endsWith("…");
  const wanted = new Function(`return ${number.replace("…", "")}`)() as number;
  const decimals = /\.(\d+)/.exec(number)?.[1].length ?? 0;
  const isWritten = /^-?[\d.]+…?$/.test(number);
  const round = isCut ? Math.trunc : Math.round;
  const scale = 10 ** decimals;
  // 1/3 and Math.log(2) are what they are but for the last bits.
  const near = Math.abs(Number(value) - wanted) < 1e-12 ? wanted : value;
  return [[isWritten ? round(Number(value) * scale) / scale : near, wanted]];
}
