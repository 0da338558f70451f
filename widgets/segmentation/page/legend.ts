import { makeChoice } from "../../shared/page/controls/choice.js";
import { element } from "../../shared/page/element.js";
import { colourOf, isSeen } from "../colours.js";
import type { LegendOrder, Region, SegmentationState } from "../state.js";

type Shown = Pick<SegmentationState, "palette" | "hidden" | "isolated" | "order" | "filter">;

export interface Legend {
  readonly root: HTMLElement;
  show(state: Shown): void;
  /** Marks the region under the cursor. */
  mark(id: number | undefined): void;
}

export interface LegendHandlers {
  readonly change: (changes: Partial<Shown>) => void;
  /** A region is pointed at or focused: seen alone while it is. */
  readonly preview: (id: number | null) => void;
}

/** The list of regions: colour, name, pixels and share; a check box switches one off, its name isolates it. */
export function makeLegend(
  regions: readonly Region[],
  counts: Uint32Array,
  pixelCount: number,
  { change, preview }: LegendHandlers,
): Legend {
  let state: Shown;
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
  const rows = new Map(regions.map((region, place) => [region.id, makeRow(region, place)]));

  function makeRow(region: Region, place: number) {
    const { id, name } = region;
    const box = element("input", { type: "checkbox", "aria-label": `Show ${name}` });
    box.addEventListener("change", () =>
      change({ hidden: box.checked ? state.hidden.filter((other) => other !== id) : [...state.hidden, id] }),
    );
    const swatch = element("span", { class: "peel-swatch" });
    const label = element("span", { class: "peel-legend-name" }, name);
    const share = ((100 * counts[id]) / pixelCount).toFixed(1);
    const button = element(
      "button",
      {
        type: "button",
        class: "peel-legend-button",
        title: `Show only ${name}; with Shift add it`,
        "aria-pressed": "false",
      },
      ...[swatch, label, element("span", { class: "peel-unit" }, `${counts[id]} px`)],
      element("span", { class: "peel-legend-share" }, `${share} %`),
    );
    button.addEventListener("click", ({ shiftKey }) => {
      const { isolated } = state;
      const isIn = isolated.includes(id);
      if (shiftKey) change({ isolated: isIn ? isolated.filter((other) => other !== id) : [...isolated, id] });
      else change({ isolated: isIn && isolated.length === 1 ? [] : [id] });
    });
    for (const [enter, leave] of [
      ["pointerenter", "pointerleave"],
      ["focus", "blur"],
    ] as const) {
      button.addEventListener(enter, () => preview(id));
      button.addEventListener(leave, () => preview(null));
    }
    return {
      row: element("li", { class: "peel-legend-row" }, box, button),
      box,
      button,
      swatch,
      region,
      place,
    };
  }

  const inOrder = (): number[] => {
    const text = state.filter.toLowerCase();
    const listed = regions.filter(({ name }) => name.toLowerCase().includes(text));
    if (state.order === "name") listed.sort((a, b) => a.name.localeCompare(b.name));
    if (state.order === "area") listed.sort((a, b) => counts[b.id] - counts[a.id]);
    return listed.map(({ id }) => id);
  };
  let lastOrder = "";
  return {
    root: element(
      "div",
      { class: "peel-legend", role: "group", "aria-label": "Legend" },
      element("div", { class: "peel-legend-head" }, filter, order.root),
      list,
    ),
    show(next) {
      state = next;
      if (filter.value !== next.filter) filter.value = next.filter;
      order.setValue(next.order);
      for (const { box, button, swatch, row, region, place } of rows.values()) {
        box.checked = !next.hidden.includes(region.id);
        button.setAttribute("aria-pressed", String(next.isolated.includes(region.id)));
        row.classList.toggle("peel-is-off", !isSeen(region.id, next.hidden, next.isolated));
        swatch.style.backgroundColor = `rgb(${colourOf(region, place, next.palette).join(" ")})`;
      }
      // Moving a row takes its focus away: only when the order is another.
      const ids = inOrder();
      if (ids.join() !== lastOrder) list.replaceChildren(...ids.flatMap((id) => rows.get(id)?.row ?? []));
      lastOrder = ids.join();
    },
    mark(id) {
      for (const [other, { row }] of rows) row.classList.toggle("peel-is-marked", other === id);
    },
  };
}
