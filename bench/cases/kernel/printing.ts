import type { Measure } from "../../cases.js";
import { WrongResult } from "../../compare.js";
import { spreadOf } from "../../statistics.js";
import { startRival } from "./rivals.js";

const lines = 100_000;
const times = 3;

/** A cell that prints a hundred thousand lines, each with its number. Stock tslab loses messages here. */
export const printingMeasure: Measure = async () => {
  const { client, end } = await startRival("ours");
  try {
    const elapsedMs: number[] = [];
    let messages = 0;
    let lost = 0;
    for (let i = 0; i < times; i++) {
      const start = performance.now();
      const { published } = await client.execute(`for (let i = 0; i < ${lines}; i++) console.log("line", i)`);
      elapsedMs.push(performance.now() - start);
      const streams = published.filter(({ header }) => header.msg_type === "stream");
      lost += countLost(streams.map(({ content }) => content.text).join(""));
      messages = streams.length;
    }
    return {
      title: `${lines} lines by console.log, ours alone`,
      findings: [
        {
          what: "from the cell's sending until idle, median",
          value: spreadOf(elapsedMs).medianMs,
          unit: "ms",
        },
        { what: "stream messages", value: messages, unit: "" },
        { what: "lines lost", value: lost, unit: "", aim: "none" },
      ],
    };
  } finally {
    await end();
  }
};

/** How many of the numbered lines did not come; any other text is a mistake. */
function countLost(text: string): number {
  const missing = new Set(Array.from({ length: lines }, (_, i) => `line ${i}`));
  for (const line of text.split("\n").slice(0, -1))
    if (!missing.delete(line)) throw new WrongResult(`"${line}" came twice or was never printed`);
  return missing.size;
}
