import type { Measure } from "../../cases.js";
import { compare } from "../../compare.js";
import { rivalNames, startRival } from "./rivals.js";

const lines = 100_000;

/** A cell that prints a hundred thousand lines, each with its number. */
export const printingMeasure: Measure = async (rounds) => {
  const running = await Promise.all(rivalNames.map(startRival));
  try {
    return await compare(
      {
        name: `${lines} lines by console.log`,
        amount: lines,
        unit: "line",
        rivals: rivalNames.map((name, i) => ({
          name,
          async run() {
            const { published } = await running[i].client.execute(
              `for (let i = 0; i < ${lines}; i++) console.log("line", i)`,
            );
            return published
              .filter(({ header }) => header.msg_type === "stream")
              .map(({ content }) => content.text)
              .join("");
          },
        })),
        verify: (text) => lostLine(text),
      },
      Math.min(rounds, 5),
      1,
    );
  } finally {
    for (const kernel of running) await kernel.end();
  }
};

function lostLine(text: string): string | undefined {
  const got = text.split("\n");
  if (got.length !== lines + 1) return `${got.length - 1} of ${lines} lines came`;
  const wrong = got.slice(0, -1).findIndex((line, i) => line !== `line ${i}`);
  return wrong < 0 ? undefined : `line ${wrong} is "${got[wrong]}"`;
}
