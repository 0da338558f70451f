import { readFile } from "node:fs/promises";
import { UnreadableError } from "vision-peel";
import { type Judgement, type Preference, winRate } from "vision-peel/metrics";
import type { ScoreKind } from "./protocols.js";

/** "prompt,preference" with a head, or JSON lines with these names; preferences are win, loss and tie. */
async function readJudgements(path: string): Promise<Judgement[]> {
  const text = await readFile(path, "utf8").catch((cause) => {
    const remedy = "check the path";
    throw new UnreadableError(
      { argument: path, expected: "a readable file", got: cause.code, remedy },
      { cause },
    );
  });
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== "");
  if (lines[0]?.startsWith("{")) return lines.map((line, i) => fromJson(path, line, i));
  const names = (lines.shift() ?? "").split(",").map((name) => name.trim());
  const [prompt, preference] = [names.indexOf("prompt"), names.indexOf("preference")];
  if (preference < 0) throw unreadable(path, "a column called preference", `columns ${names.join(", ")}`);
  return lines.map((line) => {
    const cells = line.split(",");
    // A prompt may have commas in it: what is not the other cells is the prompt.
    const own = cells.at(preference - names.length)?.trim() as Preference;
    const words =
      prompt < 0 ? undefined : cells.slice(prompt, cells.length - (names.length - prompt - 1)).join(",");
    return { preference: own, ...(words !== undefined && { prompt: words }) };
  });
}

function fromJson(path: string, line: string, i: number): Judgement {
  try {
    return JSON.parse(line) as Judgement;
  } catch {
    throw unreadable(path, "a JSON object in each line", `no JSON in line ${i + 1}`);
  }
}

const unreadable = (path: string, expected: string, got: string): UnreadableError =>
  new UnreadableError({
    argument: path,
    expected,
    got,
    remedy: "write prompt,preference with win, loss or tie",
  });

export const winRates: ScoreKind = {
  summary: "preferences",
  async score(_, { pred }) {
    const judgements = await readJudgements(pred);
    const { interval, ...scores } = winRate(judgements);
    const [low, high] = interval;
    const ties = judgements.length - scores.samples;
    return {
      ...{ ...scores, values: { ...scores.values, low, high } },
      notes: ties > 0 ? [`${ties} ties are left out.`] : [],
    };
  },
};
