/** Errors by distance: how well each metre of the code survives. */
import { metresText } from "../../shared/metresText.js";
import { element } from "../../shared/page/element.js";
import type { ErrorBin } from "../roundTrip.js";

const SVG = "http://www.w3.org/2000/svg";
const [WIDTH, HEIGHT] = [420, 150];
const [LEFT, RIGHT, TOP, BOTTOM] = [52, 10, 8, 24];
const TICKS = [0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200];

export interface ErrorChart {
  readonly root: HTMLElement;
  show(bins: readonly ErrorBin[]): void;
}

const made = (tag: string, attributes: Record<string, string | number>, text = ""): SVGElement => {
  const one = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) one.setAttribute(name, String(value));
  one.textContent = text;
  return one;
};

export function makeErrorChart(): ErrorChart {
  const svg = made("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, class: "peel-transform", role: "img" });
  const root = element(
    "div",
    {},
    element(
      "div",
      { class: "peel-label" },
      "Error by distance: half of the pixels below the line, nine in ten below the area",
    ),
  );
  root.append(svg);
  return {
    root,
    show(bins) {
      root.hidden = bins.length < 2;
      if (bins.length < 2) return;
      const [near, far] = [bins[0].at, bins[bins.length - 1].at];
      const most = Math.max(...bins.map((bin) => bin.most), 1e-4);
      const x = (metres: number): number =>
        LEFT + ((WIDTH - LEFT - RIGHT) * Math.log(metres / near)) / Math.log(far / near);
      const y = (error: number): number => TOP + (HEIGHT - TOP - BOTTOM) * (1 - error / most);
      const path = (key: "median" | "most"): string =>
        bins
          .map((bin, i) => `${i === 0 ? "M" : "L"}${x(bin.at).toFixed(1)} ${y(bin[key]).toFixed(1)}`)
          .join("");
      const ground = HEIGHT - BOTTOM;
      svg.replaceChildren(
        ...[0, most / 2, most].flatMap((error) => [
          made("line", {
            x1: LEFT,
            x2: WIDTH - RIGHT,
            y1: y(error),
            y2: y(error),
            class: "peel-transform-grid",
          }),
          made(
            "text",
            { x: LEFT - 5, y: y(error) + 4, "text-anchor": "end", class: "peel-transform-tick" },
            metresText(error),
          ),
        ]),
        ...TICKS.filter((metres) => metres >= near && metres <= far).map((metres) =>
          made(
            "text",
            { x: x(metres), y: ground + 16, "text-anchor": "middle", class: "peel-transform-tick" },
            `${metres}\u00a0m`,
          ),
        ),
        made("path", {
          d: `${path("most")}L${x(far)} ${ground}L${x(near)} ${ground}Z`,
          class: "peel-chart-area",
        }),
        made("path", { d: path("median"), class: "peel-chart-line" }),
      );
      const [first, last] = [bins[0], bins[bins.length - 1]];
      svg.setAttribute(
        "aria-label",
        `Median error ${metresText(first.median)} at ${metresText(first.at)}, ${metresText(last.median)} at ${metresText(last.at)}`,
      );
    },
  };
}
