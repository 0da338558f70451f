import { GeneratorError, isGeneratorError } from "../generatorError.js";
import type { Painter } from "./painter.js";
import type { PaintRequest } from "./request.js";

/**
 * A painter that never spends more than was allowed. What a call may cost is set aside before it is made, so that
 * calls side by side cannot spend the same money; what it did cost is told by the service or by the price list.
 *
 * @param budgetUsd of all calls together
 */
export function withBudget(painter: Painter, budgetUsd: number): Painter {
  let spent = 0;
  const usdOf = (cost: { usd: number } | undefined): number => cost?.usd ?? 0;
  /** Sets aside what requests may cost. @throws GeneratorError "budget" */
  function setAside(requests: readonly PaintRequest[], isBatch: boolean): number {
    const estimates = requests.map((request) => painter.estimate?.(request, { isBatch }));
    // Who computes here says nothing of cost; a service that cannot say what it costs could cost anything.
    if (painter.estimate && estimates.includes(undefined)) throw unknownPrice(painter.about.model);
    const expected = estimates.reduce((sum, one) => sum + usdOf(one), 0);
    if (spent + expected > budgetUsd + 1e-9) {
      const what = requests.length === 1 ? "another picture" : `${requests.length} requests`;
      throw tooDear(painter.about.model, what, expected, budgetUsd - spent);
    }
    spent += expected;
    return expected;
  }
  return {
    about: painter.about,
    estimate: (request, how) => painter.estimate?.(request, how),
    foresee: (request) => painter.foresee?.(request) ?? [],
    close: async () => painter.close?.(),
    async paint(request) {
      const expected = setAside([request], false);
      try {
        const pictures = await painter.paint(request);
        const said = pictures.filter(({ cost }) => cost !== undefined);
        const isWhole = said.length >= request.count;
        // Pictures that did not come may have been charged all the same.
        if (isWhole) spent += said.reduce((sum, one) => sum + Math.max(0, usdOf(one.cost)), 0) - expected;
        return pictures;
      } catch (error) {
        // A call that was refused before it computed is mostly free, but nobody can be sure: only what surely is not
        // charged is given back.
        if (error instanceof GeneratorError && FREE.has(error.fault)) spent -= expected;
        throw error;
      }
    },
    ...(painter.paintBatch && {
      async paintBatch(requests, work) {
        let paid: readonly PaintRequest[] = [];
        const beforePaying = (asked: readonly PaintRequest[]): void => {
          work.beforePaying(asked);
          setAside(asked, true);
          paid = asked;
        };
        const costOf = (request: PaintRequest): number =>
          usdOf(painter.estimate?.(request, { isBatch: true }));
        // A job that another process has asked for is paid already, and costs nothing of this budget.
        const outcomes = await painter
          .paintBatch?.(requests, { ...work, beforePaying })
          .catch((error: unknown) => {
            if (isGeneratorError(error) && FREE.has(error.fault))
              for (const request of paid) spent -= costOf(request);
            throw error;
          });
        for (const [i, outcome] of (outcomes ?? []).entries())
          if (paid.includes(requests[i]) && isGeneratorError(outcome) && FREE.has(outcome.fault))
            spent -= costOf(requests[i]);
        return outcomes ?? [];
      },
    }),
  };
}

const FREE: ReadonlySet<string> = new Set([
  ...["unavailable", "unauthorized", "rate-limited", "network", "unfit", "not-recorded"],
]);

function unknownPrice(model: string): GeneratorError {
  return new GeneratorError("budget", {
    argument: "budgetUsd",
    expected: `a price for a picture of ${model}, to count with`,
    got: "none: it is not in the price list",
    remedy: "say what one picture costs, priceUsd: 0.05 (peel run: --price 0.05); 0 for a server of your own",
  });
}

function tooDear(model: string, what: string, usd: number, left: number): GeneratorError {
  const money = (value: number): string => `$${value.toFixed(3)}`;
  return new GeneratorError("budget", {
    argument: "budgetUsd",
    expected: `enough for ${what} of ${model}, ${money(usd)}`,
    got: `${money(Math.max(0, left))} that are left`,
    remedy: "allow more, or ask for less",
  });
}
