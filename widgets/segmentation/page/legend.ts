import { REJECTED_ID } from "vision-peel/codecs";
import { wordOf } from "../../shared/draw/words.js";
import { makeChoice } from "../../shared/page/controls/choice.js";
import { element, setText } from "../../shared/page/element.js";
import { colourOf, isSeen, patternOf } from "../colours.js";
import type { LegendOrder, Region, SegmentationState } from "../state.js";
import type { Current } from "./current.js";
import { type LegendRow, makeLegendRow } from "./legendRow.js";

export type LegendState = Pick<
  SegmentationState,
  "palette" | "hatching" | "hidden" | "isolated" | "order" | "filter"
>;

export interface Legend {
  readonly root: HTMLElement;
  /** The ids that are listed, from the top. */
  readonly listed: readonly number[];
  show(state: LegendState, current: Current): void;
  /** Tells how many pieces each region has. */
  showParts(counts: ReadonlyMap<number, number>): void;
  /** Marks the region under the cursor. */
  mark(id: number | undefined): void;
}

export interface LegendHandlers {
  readonly change: (changes: Partial<LegendState>) => void;
  /** A region is pointed at or focused: seen alone while it is. */
  readonly preview: (id: number | null) => void;
}

/** The list of regions: colour, name, pixels, share and pieces; a check box switches one off, its name isolates it. */
export function makeLegend(regions: readonly Region[], { change, preview }: LegendHandlers): Legend {
  let state: LegendState;
  let counts: Uint32Array = new Uint32Array();
  const filter = element("input", {
    type: "text",
    class: "peel-filter",
    placeholder: "Filter",
    "aria-label": "Filter the legend",
  });
  filter.addEventListener("input", () => change({ filter: filter.value }));
  const order = makeChoice<LegendOrder>(
    "Sort",
    [
      ["area", "by area"],
      ["name", "by name"],
      ["listed", "as listed"],
    ],
    (value) => change({ order: value }),
  );
  const list = element("ul", { class: "peel-legend-list" });
  const rows = new Map(regions.map((region) => [region.id, rowOf(region)]));
  let marked: LegendRow | undefined;

  function rowOf({ id, name }: Region): LegendRow {
    return makeLegendRow(name, {
      onCheck: (isOn) =>
        change({ hidden: isOn ? state.hidden.filter((other) => other !== id) : [...state.hidden, id] }),
      onPress(isAdding) {
        const { isolated } = state;
        const isIn = isolated.includes(id);
        if (isAdding)
          change({ isolated: isIn ? isolated.filter((other) => other !== id) : [...isolated, id] });
        else change({ isolated: isIn && isolated.length === 1 ? [] : [id] });
      },
      onPoint: (isOver) => preview(isOver ? id : null),
    });
  }
  const inOrder = (): number[] => {
    const text = state.filter.toLowerCase();
    // Where nothing is left unknown, nothing is to be said of it.
    const listed = regions.filter(
      ({ id, name }) => name.toLowerCase().includes(text) && (id !== REJECTED_ID || counts[id] > 0),
    );
    if (state.order === "name") listed.sort((a, b) => a.name.localeCompare(b.name));
    if (state.order === "area") listed.sort((a, b) => counts[b.id] - counts[a.id]);
    return listed.map(({ id }) => id);
  };
  let listed: readonly number[] = [];
  return {
    root: element(
      "div",
      { class: "peel-legend", role: "group", "aria-label": "Legend" },
      element("div", { class: "peel-legend-head" }, filter, order.root),
      list,
    ),
    get listed() {
      return listed;
    },
    show(next, current) {
      state = next;
      counts = current.counts;
      if (filter.value !== next.filter) filter.value = next.filter;
      order.setValue(next.order);
      for (const [place, region] of regions.entries()) {
        const { id } = region;
        rows.get(id)?.show({
          isOn: !next.hidden.includes(id),
          isIsolated: next.isolated.includes(id),
          isSeen: isSeen(id, next.hidden, next.isolated),
          word: wordOf(...colourOf(region, place, next.palette)),
          pattern: patternOf(region, place, next),
          pixels: counts[id],
          share: counts[id] / current.ids.length,
        });
      }
      // Moving a row takes its focus away: only when the order is another.
      const ids = inOrder();
      if (ids.join() !== listed.join())
        list.replaceChildren(...ids.flatMap((id) => rows.get(id)?.root ?? []));
      listed = ids;
    },
    showParts(parts) {
      for (const [id, row] of rows) setText(row.parts, partsText(parts.get(id) ?? 0));
    },
    mark(id) {
      marked?.root.classList.remove("peel-is-marked");
      marked = id === undefined ? undefined : rows.get(id);
      marked?.root.classList.add("peel-is-marked");
    },
  };
}

const partsText = (count: number): string =>
  count === 0 ? "" : `${count} ${count === 1 ? "piece" : "pieces"}`;
