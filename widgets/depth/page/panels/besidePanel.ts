import { makeBesideRow } from "../../../shared/page/beside/besideRow.js";
import { referenceOf } from "../../reference.js";
import type { DepthPictureName } from "../../state.js";
import { pictureNames } from "../pictureNames.js";
import type { ChangeDepth, DepthPanel } from "./depthPanel.js";

/** Which picture the present one is held against, and how. */
export function makeBesidePanel(change: ChangeDepth, names: readonly DepthPictureName[]): DepthPanel {
  const row = makeBesideRow<DepthPictureName>(
    names.map((name) => [name, pictureNames[name]] as const),
    change,
  );
  return {
    root: row.root,
    show: (state) => row.show(state, referenceOf(state.picture, state.reference, names)),
    destroy() {},
  };
}
