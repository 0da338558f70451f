import { makeSlider } from "../../../shared/page/controls/slider.js";
import { element, setText } from "../../../shared/page/element.js";
import { inPieces, shareText } from "../../../shared/page/inPieces.js";
import { makeButton } from "../../../shared/page/shell/button.js";
import { compareIdsInPieces, type RegionScores } from "../../compareIds.js";
import { matchThingsInPieces, type ThingScores } from "../../matchThings.js";
import { makeAgreementKey } from "./agreementKey.js";
import { MOST_CLASSES, makeMatrix } from "./matrix.js";
import { makeScoreTable } from "./scoreTable.js";
import type { PanelParts, SegmentationPanel } from "./segmentationPanel.js";

const inPercent = (share: number): string => (Number.isNaN(share) ? "–" : `${(100 * share).toFixed(1)} %`);
/** Larger pictures are compared when the hand rests. */
const REST_MS = 150;

/** Agreement with the truth: what colours mean, scores, each class, and which is taken for which. */
export function makeComparePanel(parts: PanelParts, truth: Uint16Array): SegmentationPanel {
  const { pictures, regions, areInstances, change } = parts;
  const names = new Map(regions.map(({ id, name }) => [id, name]));
  const nameOf = (id: number): string => names.get(id) ?? String(id);
  const key = makeAgreementKey(truth, regions);
  const summary = element("p", { role: "status" });
  const table = makeScoreTable(nameOf, (id) => change({ isolated: [id], overlay: "agreement" }));
  const matrix = makeMatrix((confusion) => change({ confusion }));
  const all = makeButton("All pixels", "Show all pixels again", () => change({ confusion: null }));
  const band = makeSlider(
    {
      ...{ label: "Only near borders", min: 0, max: 30, step: 1 },
      inWords: (value) => (value === 0 ? "off" : `${value} px`),
      onValue: (value) => change({ band: value }),
    },
    0,
  );
  const note = element(
    "p",
    { class: "peel-note" },
    `Percent of the true class; press a cell to see its pixels. IoU as Cityscapes counts it.`,
  );
  let compared: { ids?: Uint16Array; band?: number } = {};
  let resting = 0;
  let cancel = (): void => {};

  function compare(ids: Uint16Array, near: number): void {
    const { width, height } = pictures;
    cancel();
    cancel = inPieces(compareAll({ width, height, ids, truth }, regions, near, areInstances), {
      onDone: show,
      onShare: (share) => setText(summary, `Comparing … ${shareText(share)}`),
    });
  }
  function show({ scores, things }: Compared): void {
    setText(summary, summaryOf(scores, things));
    table.setScores(scores);
    matrix.setScores(scores, nameOf);
    matrixPlace.hidden = areInstances;
    const rest = scores.ids.length - MOST_CLASSES;
    setText(more, rest > 0 ? `The ${MOST_CLASSES} largest of ${scores.ids.length} classes.` : "");
  }
  const more = element("span", { class: "peel-label" });
  const matrixPlace = element(
    "div",
    { class: "peel-matrix-place" },
    element("div", { class: "peel-wide" }, matrix.root),
    element("div", { class: "peel-row" }, all, more),
    note,
  );
  return {
    root: element(
      "div",
      { class: "peel-compare" },
      key.root,
      element("div", { class: "peel-row" }, band.root, summary),
      table.root,
      matrixPlace,
    ),
    show(state, { ids }) {
      key.show(state, ids);
      band.setValue(state.band);
      matrix.show(state.confusion);
      all.disabled = state.confusion === null;
      if (compared.ids === ids && compared.band === state.band) return;
      const isFirst = compared.ids === undefined;
      compared = { ids, band: state.band };
      clearTimeout(resting);
      if (isFirst || ids.length <= 2 ** 20) compare(ids, state.band);
      else resting = window.setTimeout(() => compare(ids, state.band), REST_MS);
    },
    destroy() {
      clearTimeout(resting);
      cancel();
      key.destroy();
    },
  };
}

interface Compared {
  readonly scores: RegionScores;
  readonly things: ThingScores | undefined;
}

/** Scores of regions, and of things where they are some; yields the share that is done. */
function* compareAll(...compared: Parameters<typeof compareIdsInPieces>): Generator<number, Compared> {
  const [{ ids, truth }, , , areInstances] = compared;
  const scores = yield* inShare(compareIdsInPieces(...compared), 0, areInstances ? 0.5 : 1);
  const things = areInstances ? yield* inShare(matchThingsInPieces(ids, truth), 0.5, 0.5) : undefined;
  return { scores, things };
}

/** Pieces that are a share of others. */
function* inShare<Result>(
  pieces: Generator<number, Result>,
  from: number,
  share: number,
): Generator<number, Result> {
  for (;;) {
    const { done, value } = pieces.next();
    if (done) return value;
    yield from + share * value;
  }
}

function summaryOf(
  { mIoU, accuracy, boundary, scored }: RegionScores,
  things: ThingScores | undefined,
): string {
  const known = (boundary ?? []).filter((score) => !Number.isNaN(score));
  const mean = known.reduce((sum, score) => sum + score, 0) / known.length;
  const parts = [`mIoU ${inPercent(mIoU)}`, `pixels right ${inPercent(accuracy)} of ${scored}`];
  if (boundary) parts.push(`boundary IoU ${inPercent(mean)}`);
  if (things) {
    const { hits, misses, falseAlarms } = things.counts;
    const { pq, sq, rq } = things.scores;
    parts.unshift(
      `PQ ${inPercent(pq)} (SQ ${inPercent(sq)}, RQ ${inPercent(rq)})`,
      `${hits} found, ${misses} missed, ${falseAlarms} too many`,
    );
  }
  return parts.join(" · ");
}
