import { readdirSync, readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import type { Measure } from "../../cases.js";

const kB = (bytes: number): number => bytes / 1000;
const zipped = (path: string): number => gzipSync(readFileSync(path), { level: 9 }).length;

/** What has to travel before a view is seen. */
export const sizesMeasure: Measure = async () => {
  const folder = "widgets/labextension/static";
  const scripts = readdirSync(folder).filter((name) => name.endsWith(".js"));
  const sizes = scripts.map((name) => zipped(`${folder}/${name}`));
  // Plotly is one chunk, ten times as large as all others together; it loads with the first chart.
  const plotly = Math.max(...sizes);
  const rest = sizes.reduce((sum, size) => sum + size, 0) - plotly;
  // Views that go step by step are fetched one by one, each when it is first shown.
  const later = scripts.map((name, i) => (name.startsWith("view-") ? sizes[i] : 0));
  const laterTotal = later.reduce((sum, size) => sum + size, 0);
  return {
    title: "Sizes, gzip",
    findings: [
      { what: "labextension without Plotly", value: kB(rest - laterTotal), unit: "kB", aim: "≤ 200" },
      { what: "the largest of the other views, when it is shown", value: kB(Math.max(...later)), unit: "kB" },
      {
        what: "runtime of baked pages",
        value: kB(zipped("widgets/runtime/views.js")),
        unit: "kB",
        aim: "≤ 250",
      },
      { what: "Plotly, when a chart is shown", value: kB(plotly), unit: "kB" },
    ],
  };
};
