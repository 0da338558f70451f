/** Figures in a real kernel: what is sent, what is stored, what is refused. */
import { resolve } from "node:path";
import type { KernelClient } from "@vision-peel/kernel/client";
import { type Answer, KernelClient as Client } from "@vision-peel/kernel/client";
import { kernelArgv } from "@vision-peel/kernel/install";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

let kernel: KernelClient;
beforeAll(async () => {
  const argv = kernelArgv({ preload: ["@vision-peel/widgets"] });
  kernel = await Client.start({ argv, cwd: resolve("notebooks/tutorials") });
  const { reply } = await kernel.execute(
    'import { type FigureEvent, plot, rows } from "@vision-peel/widgets"',
  );
  expect(reply.content.status).toBe("ok");
});
afterAll(() => kernel.shutdown());

const contentsOf = ({ published }: Answer, type: string) =>
  published.filter(({ header }) => header.msg_type === type).map(({ content }) => content);

async function resultOf(code: string): Promise<unknown> {
  const answer = await kernel.execute(code);
  const [failure] = contentsOf(answer, "error");
  if (failure) throw new Error(failure.evalue);
  return contentsOf(answer, "execute_result")[0]?.data["text/plain"];
}

describe("a figure in a cell", () => {
  it("sends typed arrays as binary, rows of them as one, and stores them as Plotly does", async () => {
    const answer = await kernel.execute(`
      const plane = Float32Array.of(0, 1, 2, 3, NaN, Infinity);
      const figure = plot(
        [{ type: "scatter", name: "train", x: [1, 2, 3], y: Float64Array.of(1, 4, 9) }, { type: "heatmap", z: rows(plane, 3) }],
        { title: "Two", xaxis: { type: "date", range: [new Date(0), new Date(1000)] } },
      );
      figure`);
    const opened = answer.published.find(({ header }) => header.msg_type === "comm_open");
    expect(opened?.content.data.buffer_paths).toEqual([
      ["data", 0, "y", "bdata"],
      ["data", 1, "z", "bdata"],
    ]);
    expect(opened?.buffers?.map(({ byteLength }) => byteLength)).toEqual([24, 24]);
    const [{ data }] = contentsOf(answer, "execute_result");
    expect(data["text/plain"]).toBe('Figure "Two": scatter "train" of 3 points, heatmap of 2 × 3');
    const stored = data["application/vnd.plotly.v1+json"];
    expect(stored.data[0]).toEqual({
      type: "scatter",
      name: "train",
      x: [1, 2, 3],
      y: { dtype: "f8", bdata: Buffer.from(Float64Array.of(1, 4, 9).buffer).toString("base64") },
    });
    expect(stored.data[1].z).toEqual({
      dtype: "f4",
      shape: "2, 3",
      bdata: Buffer.from(Float32Array.of(0, 1, 2, 3, Number.NaN, Infinity).buffer).toString("base64"),
    });
    expect(stored.layout.xaxis.range).toEqual(["1970-01-01T00:00:00.000", "1970-01-01T00:00:01.000"]);
    expect(data["application/vnd.jupyter.widget-view+json"].model_id).toBe(opened?.content.comm_id);
  });

  it("sends of a change only what changes, and keeps it for pages that open later", async () => {
    const restyled = await kernel.execute('figure.restyle({ "marker.color": "red", line: { width: 3 } }, 0)');
    expect(contentsOf(restyled, "comm_msg").map(({ data }) => data)).toEqual([
      {
        method: "custom",
        content: {
          change: "restyle",
          traces: [0],
          changes: { "marker.color": "red", line: { width: 3 } },
          buffer_paths: [],
        },
      },
    ]);
    const extended = await kernel.execute("figure.extend({ x: [4], y: Float64Array.of(16) }, { keep: 3 })");
    const [sent] = extended.published.filter(({ header }) => header.msg_type === "comm_msg");
    expect(sent.content.data.content).toMatchObject({ change: "extend", trace: 0, keep: 3 });
    expect(sent.buffers?.[0].byteLength).toBe(8);
    const laidOut = await kernel.execute('figure.relayout({ yaxis: { type: "log" } })');
    expect(contentsOf(laidOut, "comm_msg").map(({ data }) => Object.keys(data.state))).toEqual([
      ["plotLayout"],
    ]);
    const again = await kernel.execute("figure");
    const stored = contentsOf(again, "execute_result")[0].data["application/vnd.plotly.v1+json"];
    expect(stored.data[0]).toEqual({
      type: "scatter",
      name: "train",
      x: [2, 3, 4],
      y: { dtype: "f8", bdata: Buffer.from(Float64Array.of(4, 9, 16).buffer).toString("base64") },
      marker: { color: "red" },
      line: { width: 3 },
    });
    expect(stored.layout).toMatchObject({ title: "Two", yaxis: { type: "log" }, xaxis: { type: "date" } });
  });

  it("hears what the page tells, and asks only for what is heard", async () => {
    const answer = await kernel.execute(
      "const clicks: FigureEvent[] = []; const stop = figure.onClick((event) => clicks.push(event));",
    );
    expect(contentsOf(answer, "comm_msg")[0].data.state).toEqual({ events: ["click"] });
    const id = String(await resultOf("figure.modelId")).replaceAll("'", "");
    const click = { event: "click", points: [{ trace: 0, index: 1, x: 2, y: 4 }] };
    kernel.post("comm_msg", { comm_id: id, data: { method: "custom", content: click } });
    await kernel.execute("0");
    expect(await resultOf("clicks[0].points[0].y")).toBe("4");
    const stopped = await kernel.execute("stop()");
    expect(contentsOf(stopped, "comm_msg")[0].data.state).toEqual({ events: [] });
  });

  it.each([
    ["plot({} as never)", /data must be an array of traces, but is one object/],
    [
      "plot([{ type: 'scater' as 'scatter' }])",
      /data\[0\]\.type must be a kind of trace, but is "scater": use one of bar, /,
    ],
    [
      "plot([{ x: [1, 2], y: [1, 2, 3] }])",
      /data\[0\]\.y must be as long as data\[0\]\.x, 2, but is 3 long: Plotly would drop the rest/,
    ],
    [
      "plot([{ y: BigInt64Array.of(1n) as never }])",
      /data\[0\]\.y must be numbers that a chart can draw, but is a BigInt64Array/,
    ],
    [
      "plot([{ y: [1n as never] }])",
      /data\[0\]\.y\[0\] must be a value that can be sent to a page, but is a bigint/,
    ],
    ["plot([{ y: [new Date('no')] }])", /data\[0\]\.y\[0\] must be a date, but is an invalid Date/],
    ["plot([{ y: new Map() as never }])", /data\[0\]\.y must be plain data, but is a Map/],
    [
      "plot([], { title: (() => 1) as never })",
      /layout\.title must be a value that can be sent to a page, but is a function/,
    ],
    [
      "const loop: Record<string, unknown> = {}; loop.loop = loop; plot([{ meta: loop } as never])",
      /data\[0\]\.meta\.loop .*an object inside itself/,
    ],
    ["rows(new Float32Array(7), 3)", /width must be a whole number that divides 7, but is 3/],
    ["figure.restyle({}, 2)", /traces must be numbers of traces, from 0 to 1, but is 2/],
  ])("refuses %s and says why", async (code, sentence) => {
    const answer = await kernel.execute(code);
    const [failure] = contentsOf(answer, "error");
    expect(failure).toMatchObject({ ename: "ArgumentError" });
    expect(failure.evalue).toMatch(sentence);
  });

  it("types its traces", async () => {
    const answer = await kernel.execute('plot([{ type: "scatter", x: [1], y: "no" }])');
    expect(contentsOf(answer, "error")[0].evalue).toContain("TS2322");
  });

  it("takes matrices of mathjs", async () => {
    const answer = await kernel.execute(
      "import { matrix } from 'mathjs'; plot([{ type: 'heatmap', z: matrix([[1, 2], [3, 4]]) as never }])",
    );
    const stored = contentsOf(answer, "execute_result")[0].data["application/vnd.plotly.v1+json"];
    expect(stored.data[0].z).toEqual([
      [1, 2],
      [3, 4],
    ]);
  });
});
