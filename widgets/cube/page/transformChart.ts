/** The power transform: metres to positions on the walk, with its shape and scale to be moved. */
import { colourAt, depthTransform } from "vision-peel/color";
import { metresText } from "../../shared/metresText.js";
import { makeSlider } from "../../shared/page/controls/slider.js";
import { element } from "../../shared/page/element.js";
import { makeButton } from "../../shared/page/shell/button.js";
import { type CubeControls, cubeDefaults } from "../state.js";

const SVG = "http://www.w3.org/2000/svg";
const [WIDTH, HEIGHT] = [320, 190];
const [LEFT, RIGHT, TOP, BOTTOM] = [34, 8, 8, 26];
/** Metres at the ends of the chart, whose scale is logarithmic. */
const [LEAST, MOST] = [0.1, 300];
const STEPS = 120;
const TICKS = [0.1, 1, 10, 100];

export interface TransformChart {
  readonly root: HTMLElement;
  show(controls: Pick<CubeControls, "lambda" | "c">, position: number | undefined): void;
}

const made = (tag: string, attributes: Record<string, string | number>, text = ""): SVGElement => {
  const one = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) one.setAttribute(name, String(value));
  one.textContent = text;
  return one;
};
const xOf = (metres: number): number =>
  LEFT + ((WIDTH - LEFT - RIGHT) * Math.log(metres / LEAST)) / Math.log(MOST / LEAST);
const yOf = (position: number): number => TOP + (HEIGHT - TOP - BOTTOM) * (1 - position);

export function makeTransformChart(change: (changes: Partial<CubeControls>) => void): TransformChart {
  const svg = made("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, class: "peel-transform", role: "img" });
  const curve = made("g", {});
  const mark = made("g", {});
  svg.append(...axes(), curve, mark);
  const lambda = makeSlider(
    {
      ...{ label: "λ", min: -10, max: -1.1, step: 0.1 },
      inWords: (value) => value.toFixed(1).replace("-", "−"),
      onValue: (value) => change({ lambda: value }),
    },
    cubeDefaults.lambda,
  );
  const c = makeSlider(
    {
      ...{ label: "c", min: -1, max: 2, step: 0.01 },
      inWords: (power) => metresText(10 ** power),
      onValue: (power) => change({ c: Number((10 ** power).toPrecision(4)) }),
    },
    Math.log10(cubeDefaults.c),
  );
  const usual = makeButton("The paper’s", "λ = −3, c = 10/3 m", () =>
    change({ lambda: cubeDefaults.lambda, c: cubeDefaults.c }),
  );
  usual.classList.add("peel-chip");
  const root = element(
    "div",
    { class: "peel-stack" },
    element("span", { class: "peel-label" }, "Position on the walk by metres, 1 − (1 − d/(λc))^(λ+1)"),
  );
  root.append(svg, element("div", { class: "peel-row" }, lambda.root, c.root, usual));
  return {
    root,
    show({ lambda: shape, c: scale }, position) {
      const { forward, inverse } = depthTransform(shape, scale);
      const points = Array.from({ length: STEPS + 1 }, (_, i) => LEAST * (MOST / LEAST) ** (i / STEPS));
      curve.replaceChildren(
        ...points.slice(1).map((metres, i) => {
          const [from, to] = [points[i], metres];
          const rgb = colourAt(forward(from)).map(Math.round).join(" ");
          return made("line", {
            ...{ x1: xOf(from), y1: yOf(forward(from)), x2: xOf(to), y2: yOf(forward(to)) },
            ...{ stroke: `rgb(${rgb})`, "stroke-width": 4, "stroke-linecap": "round" },
          });
        }),
      );
      svg.setAttribute(
        "aria-label",
        `Power transform with λ ${shape} and c ${scale.toFixed(2)} metres: half of the walk lies before ${metresText(inverse(0.5))}`,
      );
      lambda.setValue(shape);
      c.setValue(Math.log10(scale));
      usual.disabled = shape === cubeDefaults.lambda && Math.abs(scale - cubeDefaults.c) < 0.002;
      mark.replaceChildren();
      if (position === undefined) return;
      const metres = inverse(position);
      const x = xOf(Math.min(MOST, Math.max(LEAST, metres)));
      const y = yOf(position);
      mark.append(
        made("path", { d: `M${LEFT} ${y}H${x}V${HEIGHT - BOTTOM}`, class: "peel-transform-way" }),
        made("circle", { cx: x, cy: y, r: 5, class: "peel-transform-mark" }),
      );
    },
  };
}

function axes(): SVGElement[] {
  const text = (x: number, y: number, anchor: string, words: string): SVGElement =>
    made("text", { x, y, "text-anchor": anchor, class: "peel-transform-tick" }, words);
  return [
    ...[0, 0.5, 1].flatMap((position) => [
      made("line", {
        ...{ x1: LEFT, x2: WIDTH - RIGHT, y1: yOf(position), y2: yOf(position) },
        class: "peel-transform-grid",
      }),
      text(LEFT - 5, yOf(position) + 4, "end", String(position)),
    ]),
    ...TICKS.flatMap((metres) => [
      made("line", {
        x1: xOf(metres),
        x2: xOf(metres),
        y1: TOP,
        y2: HEIGHT - BOTTOM,
        class: "peel-transform-grid",
      }),
      text(xOf(metres), HEIGHT - BOTTOM + 16, "middle", `${metres}\u00a0m`),
    ]),
  ];
}
