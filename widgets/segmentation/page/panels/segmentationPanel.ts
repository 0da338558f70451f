import type { PanelBody } from "../../../shared/page/shell/panels.js";
import type { SegmentationPictures } from "../../draw/layer.js";
import type { Region, SegmentationControls } from "../../state.js";
import type { Current } from "../current.js";

/** A panel that follows the state. */
export interface SegmentationPanel extends PanelBody {
  show(state: SegmentationControls, current: Current): void;
}

/** What the panels are made of. */
export interface PanelParts {
  readonly pictures: SegmentationPictures;
  readonly regions: readonly Region[];
  readonly areInstances: boolean;
  readonly change: (changes: Partial<SegmentationControls>) => void;
}
