/** How the pictures look now: colours, sources and errors, made anew only when what they are made of changes. */
import { coloursOf, type DepthColours } from "../draw/colours.js";
import { type DepthErrors, errorsOf } from "../draw/errors.js";
import type { DepthPictures } from "../draw/pictures.js";
import { type PixelSource, sourceOf } from "../draw/sources.js";
import type { DepthPictureName } from "../state.js";
import type { DepthControls } from "../store.js";

export interface Looks {
  readonly colours: DepthColours;
  /** Takes the controls as they are now; tells whether the colours of depth are others. */
  update(controls: DepthControls): boolean;
  source(name: DepthPictureName): PixelSource;
  /** Errors of all pixels; undefined without a truth. */
  errors(): DepthErrors | undefined;
}

/** @param pictures whose `metres` may be others later: looks are made anew then */
export function makeLooks(pictures: DepthPictures, first: DepthControls): Looks {
  const { truth, tables } = pictures;
  const remember = memory();
  let controls = first;
  let colours = coloursOf(first, pictures.metres, tables);

  const errors = (): DepthErrors | undefined => {
    const [{ metres }, { errorUnit }] = [pictures, controls];
    return truth && remember("errors", [metres, errorUnit], () => errorsOf(metres, truth, errorUnit));
  };

  return {
    get colours() {
      return colours;
    },
    update(next) {
      controls = next;
      const { colormap, scale, colourRange } = next;
      const { metres } = pictures;
      // The code has the same colours for all metres.
      const parts = [colormap, scale, colourRange, colormap === "code" || metres];
      const made = remember("colours", parts, () => coloursOf(next, metres, tables));
      const isOther = made !== colours;
      colours = made;
      return isOther;
    },
    source(name) {
      const { residualLimit, smooth, hatchAstray, errorUnit } = controls;
      const { metres } = pictures;
      // Only what a picture is made of makes it anew: the painter looks everything up for a new source.
      const parts = { residual: [residualLimit], error: [metres, errorUnit] }[name as string] ?? [
        metres,
        colours,
        smooth,
        hatchAstray && residualLimit,
      ];
      return remember(`source ${name}`, parts, () =>
        sourceOf(pictures, name, {
          ...{ colours, residualLimit, smooth, hatchAstray },
          ...(truth && { errors: () => errors() as DepthErrors }),
        }),
      );
    },
    errors,
  };
}

/** Makes a value for a name once, and again when one of its parts has changed. */
function memory(): <Value>(name: string, parts: readonly unknown[], make: () => Value) => Value {
  const kept = new Map<string, { parts: readonly unknown[]; value: unknown }>();
  return (name, parts, make) => {
    const known = kept.get(name);
    if (known?.parts.every((part, i) => Object.is(part, parts[i]))) return known.value as never;
    const value = make();
    kept.set(name, { parts, value });
    return value;
  };
}
