import { frameLoop } from "../../shared/page/frameLoop.js";
import { countIds } from "../colours.js";
import type { SegmentationPictures } from "../draw/layer.js";
import { type IdControls, idControls, shownIds } from "../shownIds.js";
import { type Things, thingsOf } from "./things.js";

/** The ids that are shown now, and what is counted of them. */
export interface Current {
  readonly ids: Uint16Array;
  readonly counts: Uint32Array;
  /** pixels whose id is not the decoded one */
  readonly changed: number;
  /** measured when first asked for */
  things(): Things;
}

export interface Decoding {
  readonly current: Current;
  /** The controls have changed: decodes anew where they ask for other ids. */
  update(controls: IdControls): void;
  cancel(): void;
}

/** Above so many pixels a drag decodes only when it rests. */
const QUICK_PIXELS = 2 ** 20;
const REST_MS = 150;

/**
 * Re-decodes as the controls move, at most once a frame.
 *
 * @param onChange there are other ids
 */
export function makeDecoding(
  pictures: SegmentationPictures,
  areInstances: boolean,
  controls: IdControls,
  onChange: () => void,
): Decoding {
  let wanted = controls;
  let key = keyOf(controls);
  let current = decode();
  let resting = 0;
  const frame = frameLoop(apply);

  function decode(): Current {
    const ids = shownIds(pictures, wanted);
    let changed = 0;
    if (ids !== pictures.ids) for (let i = 0; i < ids.length; i++) if (ids[i] !== pictures.ids[i]) changed++;
    let things: Things | undefined;
    return {
      ids,
      counts: countIds(ids),
      changed,
      things() {
        things ??= thingsOf({ ...pictures, data: ids }, areInstances);
        return things;
      },
    };
  }
  function apply(): void {
    current = decode();
    onChange();
  }
  return {
    get current() {
      return current;
    },
    update(next) {
      const nextKey = keyOf(next);
      if (nextKey === key) return;
      key = nextKey;
      wanted = next;
      clearTimeout(resting);
      if (pictures.ids.length <= QUICK_PIXELS) frame.request();
      else resting = window.setTimeout(apply, REST_MS);
    },
    cancel() {
      clearTimeout(resting);
      frame.cancel();
    },
  };
}

/** What is assigned or only marked has the ids that were decoded. */
const keyOf = (controls: IdControls): string =>
  idControls
    .map((name) => (name === "minMargin" && controls.ambiguous !== "unknown" ? 0 : controls[name]))
    .map((value) => (value === "marked" ? "assigned" : value))
    .join(" ");
