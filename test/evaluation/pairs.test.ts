/** Pairs of pictures for people to compare, and what their votes come to. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { RgbImage, readImage, registerGenerator } from "vision-peel";
import { openBenchmark, openResults, runSweep } from "vision-peel/evaluation";
import { wilsonInterval } from "vision-peel/metrics";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fixturePath } from "../datasets/fixtures.js";

const folder = mkdtempSync(join(tmpdir(), "peel-pairs-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Paints one level everywhere: whose picture it is can be told. */
function levelPainter(name: string, level: number): void {
  registerGenerator({
    ...{ name, form: name, about: "paints one level" },
    open: () => ({
      about: { kind: name, model: name, image: "optional", isSeeded: true },
      paint: async () => {
        const data = new Uint8Array(3 * 64).fill(level);
        return [{ device: "cpu", picture: new RgbImage({ width: 8, height: 8, data }) }];
      },
    }),
  });
}
beforeAll(() => {
  levelPainter("dark", 40);
  levelPainter("light", 200);
});

type Shown = Record<symbol, () => Promise<Record<string, string>>>;

async function painted(benchmark: "genai-bench" | "imgedit") {
  const choice = { benchmark, data: fixturePath(benchmark), generator: "light", against: "dark" } as const;
  const opened = await openBenchmark(choice);
  const end = await runSweep(opened.plan, opened.work, { folder, name: benchmark });
  const page = await opened.handOut?.(end.results(), end.folder);
  return { opened, end, page: page ?? "" };
}

describe("pairs", () => {
  it("are dealt left and right, with a page to rate them that does not tell whose is whose", async () => {
    const { end, page, opened } = await painted("genai-bench");
    expect(opened.title).toBe("GenAI-Bench all by light against dark");
    const places = readdirSync(join(end.folder, "samples"));
    expect(places).toHaveLength(2);
    for await (const { value } of end.results()) {
      const { id, ours } = value as { id: string; ours: "left" | "right" };
      const place = places.find((name) => name.startsWith(id)) ?? "";
      const side = (name: string) => readImage(join(end.folder, "samples", place, `${name}.png`));
      expect((await side(ours)).data[0]).toBe(200);
      expect((await side(ours === "left" ? "right" : "left")).data[0]).toBe(40);
    }
    const text = readFileSync(page, "utf8");
    expect(text).toContain("Three cups, none of them red.");
    expect(text).not.toMatch(/light|dark|ours/);
  });

  it("without votes have no score, and with them win rates of all and of each tag", async () => {
    const { end, opened } = await painted("genai-bench");
    expect((await opened.summarise(end.results(), end.folder)).map(({ values }) => values)).toEqual([{}, {}]);
    const sides = new Map<string, string>();
    for await (const { id, value } of end.results()) sides.set(id, (value as { ours: string }).ours);
    const other = (id: string) => (sides.get(id) === "left" ? "right" : "left");
    const [first, second] = [...sides.keys()];
    // Three raters: the first pair is won 3 : 0, the second 1 : 1 with a tie.
    writeFileSync(
      join(end.folder, "votes.csv"),
      `sample,choice\n${first},${sides.get(first)}\n${second},tie\n`,
    );
    writeFileSync(
      join(end.folder, "votes-b.csv"),
      `choice,sample\r\n${sides.get(first)},${first}\r\n${sides.get(second)},"${second}"\r\n`,
    );
    writeFileSync(
      join(end.folder, "votes-c.csv"),
      `sample,choice\n${first},${sides.get(first)}\n${second},${other(second)}\n`,
    );
    const results = await openResults(end.folder);
    const [wilson, drawn] = results.scores;
    expect(wilson).toMatchObject({
      samples: 5,
      values: { winRate: 0.8, "winRate basic": 1, "winRate counting": 0.5 },
    });
    expect(wilson.intervals?.winRate).toEqual(wilsonInterval(0.8, 5));
    expect(drawn.protocol).toBe("win rate (ties left-out, bootstrap 95 %) on GenAI-Bench all");
    expect(results.classes?.classes[0]).toMatchObject({ name: "counting", value: 0.5 });
    expect(results.worst(1)[0].scores).toEqual({ winRate: 0.5, wins: 1, losses: 1, ties: 1 });
    expect(results.figures.map(({ name }) => name)).toEqual(["samples", "classes", "paper"]);
    expect(JSON.stringify(results.figures.at(-1))).toContain("Nano Banana Pro");
  });

  it("of edits have the photo beside them", async () => {
    const { end } = await painted("imgedit");
    const [place] = readdirSync(join(end.folder, "samples"));
    expect(readdirSync(join(end.folder, "samples", place)).sort()).toEqual([
      "left.png",
      "photo.png",
      "right.png",
    ]);
    const [sample] = (await openResults(end.folder)).samples as unknown as Shown[];
    const bundle = await sample[Symbol.for("Jupyter.display")]();
    expect(bundle["text/html"].match(/<img/g)).toHaveLength(3);
  });

  it.each([
    ["sample,choice\n1,left\n", /votes on pairs of this folder, but got one on 1; keep|one on 1/],
    ["sample,choice\n1082,both\n", /left, right or tie.*both in line 2/s],
    ["pair,choice\n1082,left\n", /columns sample and choice/],
  ])("refuse the votes %j", async (votes, message) => {
    const { end } = await painted("imgedit");
    writeFileSync(join(end.folder, "votes.csv"), votes);
    await expect(openResults(end.folder)).rejects.toThrow(message);
    rmSync(join(end.folder, "votes.csv"));
  });
});
