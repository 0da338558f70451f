/** Colours for tracebacks, which front ends draw, by ANSI's codes as ipykernel's do. */
import { inspect } from "node:util";

const paint = (colour: "red" | "cyan" | "gray", text: string): string => {
  if (text === "") return "";
  const [on, off] = inspect.colors[colour] ?? [0, 0];
  return `\x1b[${on}m${text}\x1b[${off}m`;
};

const frame = /^(\s+at (?:async )?(?:.*?\()?)([^()\s][^()]*?:\d+:\d+)(\)?)$/;
const heading = /^((?:Uncaught |Caused by |\[\d+\] )*)([\w$.]+)(?=:|$)/;
const diagnostic = /^((?:\S+ )?\d+:\d+)( - )(TS\d+)(?=:)/;
const mark = /^(\s*)(~+)$/;

/** https://no-color.org: set and not empty. */
const isPlain = () => Boolean(process.env.NO_COLOR);

/** @param traceback entries of one or more lines; the first begins with the error's name */
export function inColour(traceback: readonly string[]): string[] {
  if (isPlain()) return [...traceback];
  return traceback.map((entry, i) => {
    const [first, ...others] = entry.split("\n");
    return [lineInColour(first, i === 0), ...others.map((line) => lineInColour(line, false))].join("\n");
  });
}

function lineInColour(line: string, isFirst: boolean): string {
  if (diagnostic.test(line)) {
    return line.replace(diagnostic, (_, at, dash, code) => paint("cyan", at) + dash + paint("red", code));
  }
  if (frame.test(line)) {
    return line.replace(
      frame,
      (_, before, at, after) => paint("gray", before) + paint("cyan", at) + paint("gray", after),
    );
  }
  if (mark.test(line)) return line.replace(mark, (_, indent, waves) => indent + paint("red", waves));
  if (isFirst || /^(Caused by |\[\d+\] )/.test(line)) {
    return line.replace(heading, (_, before, name) => before + paint("red", name));
  }
  return line;
}
