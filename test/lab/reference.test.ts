/** Our server and the one it stands in for, asked the same: whatever differs is known, and has a reason. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestLab, type TestLab } from "../support/lab.js";
import { referenceIsThere, startReferenceServer } from "../support/referenceServer.js";
import { compare, type Difference } from "./reference/compare.js";
import { recordMessages } from "./reference/messages.js";
import { record } from "./reference/record.js";
import { restScript } from "./reference/restScript.js";
import { covers, readTable } from "./reference/table.js";

const tell = ({ step, field, ours, theirs }: Difference) =>
  `${step}: ${field} is ${JSON.stringify(ours)}, there ${JSON.stringify(theirs)}`;

describe.runIf(referenceIsThere())("beside jupyter-server", { timeout: 120_000 }, () => {
  let ours: TestLab;
  let theirs: TestLab;
  beforeAll(async () => {
    [ours, theirs] = await Promise.all([startTestLab(), startReferenceServer()]);
  });
  afterAll(async () => {
    await ours?.close();
    await theirs?.close();
  });

  it("the same answers come, but for what docs/server.md lists", async () => {
    const [mine, others] = [await record(ours, restScript), await record(theirs, restScript)];
    expect(mine.size).toBe(restScript.length);
    const differences = compare(mine, others);
    const table = readTable();
    const unlisted = differences.filter((difference) => !table.some((row) => covers(row, difference)));
    expect(unlisted.map(tell)).toEqual([]);
    const outdated = table.filter((row) => !differences.some((difference) => covers(row, difference)));
    expect(outdated).toEqual([]);
    expect(table.filter(({ why }) => !why)).toEqual([]);
  });

  it("the same messages come from the kernel, through either protocol", async () => {
    const [mine, others] = [await recordMessages(ours), await recordMessages(theirs)];
    expect(compare(mine, others).map(tell)).toEqual([]);
    const older = await recordMessages({ ...ours, protocol: "legacy" });
    expect(compare(older, others).map(tell)).toEqual([]);
    const count = (recorded: typeof mine) =>
      JSON.stringify([...recorded]).split('"parent_header"').length - 1;
    expect(count(mine)).toBeGreaterThan(60);
    expect(count(others)).toBe(count(mine));
  });
});
