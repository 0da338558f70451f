import { type LegendInput, parseLegend } from "vision-peel/codecs";
import type { LabelMap, LegendEntry, RgbImage } from "vision-peel/image";
import { layerOf, layersAt, planesToStore, stateOfLayers } from "../layers/given.js";
import { type LayerRegion, planeNames } from "../layers/state.js";
import { checkViewOptions } from "../shared/checkGiven.js";
import { checkRgb } from "../shared/checkPictures.js";
import { checkName, refuse } from "../shared/checks.js";
import { checkLinked, type LinkedCursor } from "../shared/linked.js";
import { notesOf } from "../shared/notes.js";
import { defineProperties } from "../shared/properties.js";
import { View } from "../shared/view.js";
import { checkControls } from "./checks.js";
import {
  type CubeCode,
  type CubeControlName,
  type CubeControls,
  type CubeState,
  controlNames,
  cubeCodes,
  cubeDefaults,
  cubeModule,
} from "./state.js";
import { cubeStill } from "./still.js";

/** What `new CodeCube` takes; nothing at all shows the walk of depth. */
export interface CodeCubeOptions extends Partial<CubeControls> {
  /** a painted picture, whose colours are a cloud of points */
  readonly painted?: RgbImage;
  /** which code stands in the cube; default "legend" where there is one, else "depth" */
  readonly code?: CubeCode;
  /** classes and their colours: as `decodeSemantic` takes them, or a map that has them */
  readonly legend?: LegendInput | LabelMap;
  /** what readers should know of these data, shown under the picture */
  readonly note?: string;
  /** a cursor that it shares with other views */
  readonly linkedCursor?: LinkedCursor;
}

const OPTIONS = ["painted", "code", "legend", "note", "linkedCursor"];

export interface CodeCube extends CubeControls {}
/**
 * The RGB cube: the walk that depth is painted along, the ball of normals, or the colours of a legend with their
 * cells, and around them the colours of a picture. Pixels and points find each other; the power transform stands
 * beside, to be bent by λ and c.
 *
 * @throws ArgumentError for a picture that is none, a legend without colours, or a control that gets what it cannot take
 * @example
 * new CodeCube() // the walk alone
 * @example
 * const cube = new CodeCube({ painted: result.painted });
 * cube.set({ leastResidual: 16, colouring: "residual" }); // only what is astray
 */
// biome-ignore lint/suspicious/noUnsafeDeclarationMerging: defineProperties, below, makes every one of them
export class CodeCube extends View<CubeState, CubeControlName> {
  constructor(options: CodeCubeOptions = {}) {
    checkViewOptions("CodeCube", options, [...OPTIONS, ...controlNames]);
    const { painted, legend, linkedCursor } = options;
    if (painted !== undefined) checkRgb("painted", painted);
    const { code = legend === undefined ? "depth" : "legend" } = options;
    checkName("code", code, cubeCodes, "leave it out for depth");
    const regions = code === "legend" ? regionsOfLegend(legend) : [];
    checkLinked("linkedCursor", linkedCursor, "LinkedCursor");
    const note = notesOf(options.note, undefined);
    const layers = painted ? [layerOf("painted", painted, "painted")] : [];
    const { width, height } = painted ?? { width: 1, height: 1 };
    const given = Object.fromEntries(
      controlNames.filter((name) => options[name] !== undefined).map((name) => [name, options[name]]),
    );
    const told = { code, regions, cursorLink: linkedCursor?.id ?? null, ...(note && { note }) };
    super({
      module: cubeModule,
      state: { ...cubeDefaults, ...stateOfLayers(layers, { width, height }), ...told, ...given },
      controlNames,
      planes: planeNames(layers.map(({ state }) => state)),
      check: checkControls,
      still: (controls) => cubeStill(painted?.data, { ...controls, code, regions }),
      store: (controls) => ({
        view: cubeModule.viewName,
        version: cubeModule.version,
        ...{ width, height },
        planes: planesToStore(layers),
        stateAt: ({ width, height, factor }) => ({
          ...controls,
          ...told,
          ...{ width, height },
          layers: layersAt(
            layers.map(({ state }) => state),
            factor,
          ),
          cursor: controls.cursor && {
            x: Math.floor(controls.cursor.x / factor),
            y: Math.floor(controls.cursor.y / factor),
          },
        }),
      }),
    });
    if (painted) linkedCursor?.join(this, { width, height });
  }

  override toString(): string {
    const [picture] = this.get("layers");
    const of = picture ? ` of ${picture.width} × ${picture.height} pixels` : "";
    return `CodeCube of ${this.get("code")}${of}`;
  }
}

function regionsOfLegend(given: LegendInput | LabelMap | undefined): LayerRegion[] {
  if (given === undefined)
    refuse("legend", "classes and their colours", given, 'pass { floor: "red", wall: "#00ff00" }');
  const isMap = typeof given === "object" && "legend" in given && "data" in given;
  const entries = isMap
    ? (given as LabelMap).legend
    : (parseLegend(given as LegendInput) as readonly LegendEntry[]);
  return entries.flatMap(({ id, name, colour }) => (colour ? [{ id, name, colour }] : []));
}

defineProperties(CodeCube, controlNames);
