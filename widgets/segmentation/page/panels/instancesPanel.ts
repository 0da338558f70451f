import { wordOf } from "../../../shared/draw/words.js";
import { element, setText } from "../../../shared/page/element.js";
import { colourOf, isSeen, patternOf } from "../../colours.js";
import type { Region, SegmentationControls } from "../../state.js";
import { makeSwatch } from "../swatch.js";
import { pixelOf, type Thing, type Things } from "../things.js";
import type { PanelParts, SegmentationPanel } from "./segmentationPanel.js";

/** More rows than anyone reads; the keys [ and ] walk over all. */
const MOST_ROWS = 100;

interface Listed {
  readonly region: Region;
  readonly place: number;
}

/** Instances, or the pieces of classes, the largest first: area, box and centroid; a press zooms to one. */
export function makeInstancesPanel({ regions, areInstances, change }: PanelParts): SegmentationPanel {
  const places = new Map(regions.map((region, place) => [region.id, { region, place }]));
  const body = element("tbody");
  const more = element("p", { class: "peel-note" });
  const head = ["", "area", "box x, y", "width × height", "centroid"].map((text) =>
    element("th", { scope: "col" }, text),
  );
  const caption = element(
    "caption",
    { class: "peel-unseen" },
    areInstances ? "Instances" : "Pieces of classes",
  );
  const table = element(
    "table",
    { class: "peel-table" },
    caption,
    element("thead", {}, element("tr", {}, ...head)),
    body,
  );
  let shownKey = "";
  let shownThings: Things | undefined;
  let rows = new Map<Thing, HTMLElement>();

  const list = element("div", { class: "peel-wide peel-list" }, table);
  function rowOf(thing: Thing, things: Things, state: SegmentationControls): HTMLElement {
    const { region, place } = places.get(thing.id) as Listed;
    const swatch = makeSwatch();
    swatch.show(wordOf(...colourOf(region, place, state.palette)), patternOf(region, place, state));
    const button = element(
      "button",
      { type: "button", class: "peel-legend-button peel-thing", title: "Zoom to it" },
      swatch.root,
      element("span", { class: "peel-legend-name" }, region.name),
    );
    button.addEventListener("click", () => change({ instance: pixelOf(thing, things) }));
    const [x, y, width, height] = thing.box;
    const centroid = thing.centroid.map((at) => at.toFixed(1)).join(", ");
    const cells = [`${thing.area} px`, `${x}, ${y}`, `${width} × ${height}`, centroid];
    const name = element("th", { scope: "row" }, button);
    return element("tr", {}, name, ...cells.map((text) => element("td", {}, text)));
  }
  /** Scrolls the list, and not the page. */
  function reveal(row: HTMLElement): void {
    const [box, at] = [list.getBoundingClientRect(), row.getBoundingClientRect()];
    if (at.top < box.top) list.scrollTop += at.top - box.top;
    else if (at.bottom > box.bottom) list.scrollTop += at.bottom - box.bottom;
  }

  return {
    root: element("div", {}, list, more),
    show(state, current) {
      const things = current.things();
      const { hidden, isolated, palette, hatching } = state;
      const key = JSON.stringify([hidden, isolated, palette, hatching]);
      if (key !== shownKey || things !== shownThings) {
        shownThings = things;
        shownKey = key;
        const seen = things.list.filter(({ id }) => places.has(id) && isSeen(id, hidden, isolated));
        rows = new Map(seen.slice(0, MOST_ROWS).map((thing) => [thing, rowOf(thing, things, state)]));
        body.replaceChildren(...rows.values());
        const rest = seen.length - rows.size;
        setText(more, rest > 0 ? `And ${rest} smaller ones; [ and ] walk over all.` : "");
        more.hidden = rest === 0;
      }
      const framed = state.instance ? things.at(state.instance) : undefined;
      for (const [thing, row] of rows) {
        row.classList.toggle("peel-is-marked", thing === framed);
        row.querySelector("button")?.setAttribute("aria-pressed", String(thing === framed));
      }
      const row = framed && rows.get(framed);
      if (row) reveal(row);
    },
    destroy() {},
  };
}
