import { Box, Dropdown, HTML, VBox } from "@vision-peel/kernel/widgets/core";
import type { SweepResults } from "vision-peel/evaluation";
import { Figure } from "../figure/kernel.js";
import type { Trace } from "../figure/types.js";
import { escaped } from "./html.js";
import { sampleView } from "./sampleView.js";
import { scoresHtml } from "./scoresHtml.js";

/** How many samples can be chosen from the list; a click on a dot opens any. */
const LISTED = 50;

/**
 * Results of an evaluation: scores with intervals, figures that answer, and below them the sample that is chosen, the
 * worst first, in its view.
 */
export function resultsView(results: SweepResults): VBox {
  const figures = results.figures.map(({ name, data, layout }) => ({
    name,
    figure: new Figure({ data: data as readonly Trace[], layout }),
  }));
  const head = new HTML({ value: scoresHtml(results) });
  const { list, holder, open } = sampleChoice(results);
  const samples = figures.find(({ name }) => name === "samples")?.figure;
  samples?.onClick(({ points: [point] }) => {
    if (point?.text !== undefined) open(point.text);
  });
  return new VBox({ children: [head, ...figures.map(({ figure }) => figure), list, holder] });
}

/** A list of the worst samples, and the place where the chosen one is shown. */
function sampleChoice(results: SweepResults): {
  list: Dropdown<string | null>;
  holder: Box;
  open: (id: string) => void;
} {
  const worst = results.worst(LISTED);
  const options: [string, string | null][] = worst.map((sample) => [String(sample).slice(0, 100), sample.id]);
  const list = new Dropdown<string | null>({
    options: [["choose one of the worst …", null], ...options],
    description: "Sample",
    layout: { width: "100%" },
  });
  const holder = new Box({ children: [] });
  let wanted: string | null = null;
  const open = async (id: string): Promise<void> => {
    wanted = id;
    const sample = results.sample(id);
    if (!sample) return;
    holder.set({ children: [words(`Opening ${sample} …`)] });
    const shown = await sample
      .open()
      .then(sampleView, (error) => words(`${sample}. It cannot be opened: ${(error as Error).message}`));
    // Another may have been chosen meanwhile.
    if (wanted === id) holder.set({ children: [shown] });
  };
  list.onChange("value", ({ value }) => {
    if (typeof value === "string") void open(value);
  });
  return { list, holder, open: (id) => void open(id) };
}

const words = (text: string): HTML => new HTML({ value: escaped(text) });
