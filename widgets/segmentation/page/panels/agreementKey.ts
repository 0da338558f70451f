import { element, setText } from "../../../shared/page/element.js";
import { inPieces } from "../../../shared/page/inPieces.js";
import { agreementNames, agreements, countAgreements } from "../../agreement.js";
import { agreementTable, styleTable } from "../../colours.js";
import type { Region, SegmentationControls } from "../../state.js";
import { makeSwatch } from "../swatch.js";

export interface AgreementKey {
  readonly root: HTMLElement;
  show(state: SegmentationControls, ids: Uint16Array): void;
  destroy(): void;
}

/** What the agreement picture's colours and patterns mean, and how many pixels have each. */
export function makeAgreementKey(truth: Uint16Array, regions: readonly Region[]): AgreementKey {
  const entries = agreements.slice(1).map((name, i) => {
    const swatch = makeSwatch();
    const count = element("span", { class: "peel-unit" });
    const label = agreementNames[name as keyof typeof agreementNames];
    return {
      code: i + 1,
      swatch,
      count,
      root: element("span", { class: "peel-field" }, swatch.root, label, count),
    };
  });
  let counted: unknown[] = [];
  let cancel = (): void => {};
  return {
    root: element("div", { class: "peel-row peel-agreement" }, ...entries.map(({ root }) => root)),
    show(state, ids) {
      const table = agreementTable(state.hatching);
      for (const { code, swatch } of entries) swatch.show(table.words[code], table.patterns[code]);
      const now = [ids, state.hidden.join(), state.isolated.join()];
      if (now.every((value, i) => value === counted[i])) return;
      counted = now;
      const { words } = styleTable(regions, state);
      cancel();
      cancel = inPieces(countAgreements(ids, truth, words), {
        onDone(counts) {
          for (const { code, count } of entries)
            setText(count, `${counts[code]} px, ${((100 * counts[code]) / ids.length).toFixed(1)} %`);
        },
      });
    },
    destroy: () => cancel(),
  };
}
