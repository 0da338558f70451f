import type { Measure } from "../../cases.js";
import { openViewPage } from "./page.js";
import { viewNames } from "./viewNames.js";

const RUNS = 50;

/** What running a cell again and again leaves in the page: memory, listeners, elements. */
export const againMeasure: Measure = async () => {
  const findings = [];
  const views = await openViewPage();
  const read = async () => {
    const { metrics } = await views.protocol.send("Performance.getMetrics");
    return (wanted: string) => metrics.find(({ name }) => name === wanted)?.value ?? Number.NaN;
  };
  const measure = async () => {
    await views.end();
    // What frames and promises still hold goes with a later collection: until none frees any more.
    let last = Number.NaN;
    for (let pass = 0; pass < 12; pass++) {
      await views.page.waitForTimeout(200);
      await views.page.evaluate(() => (globalThis as unknown as { gc(): void }).gc());
      const now = (await read())("Nodes");
      if (pass > 2 && now === last) break;
      last = now;
    }
    return read();
  };
  try {
    for (const view of viewNames) {
      for (let run = 0; run < 5; run++) await views.open(view, 512);
      const before = await measure();
      for (let run = 0; run < RUNS; run++) await views.open(view, 512);
      const after = await measure();
      const grown = (name: string) => after(name) - before(name);
      findings.push(
        { what: `${view}: heap`, value: grown("JSHeapUsedSize") / 2 ** 20, unit: "MiB", aim: "bounded" },
        { what: `${view}: listeners`, value: grown("JSEventListeners"), unit: "", aim: "0" },
        { what: `${view}: elements`, value: grown("Nodes"), unit: "", aim: "0" },
      );
    }
  } finally {
    await views.close();
  }
  return { title: `What ${RUNS} runs of a cell leave behind`, findings };
};
