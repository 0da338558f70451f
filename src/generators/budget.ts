import { GeneratorError } from "../generatorError.js";
import type { Painter } from "./painter.js";

/**
 * A painter that never spends more than was allowed. What a call may cost is set aside before it is made, so that
 * calls side by side cannot spend the same money; what it did cost is told by the service or by the price list.
 *
 * @param budgetUsd of all calls together
 */
export function withBudget(painter: Painter, budgetUsd: number): Painter {
  let spent = 0;
  const usdOf = (cost: { usd: number } | undefined): number => cost?.usd ?? 0;
  return {
    about: painter.about,
    estimate: (request) => painter.estimate?.(request),
    foresee: (request) => painter.foresee?.(request) ?? [],
    close: async () => painter.close?.(),
    async paint(request) {
      const estimate = painter.estimate?.(request);
      // Who computes here says nothing of cost; a service that cannot say what it costs could cost anything.
      if (painter.estimate && !estimate) throw unknownPrice(painter.about.model);
      const expected = usdOf(estimate);
      if (spent + expected > budgetUsd + 1e-9)
        throw tooDear(painter.about.model, expected, budgetUsd - spent);
      spent += expected;
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

function tooDear(model: string, usd: number, left: number): GeneratorError {
  const money = (value: number): string => `$${value.toFixed(3)}`;
  return new GeneratorError("budget", {
    argument: "budgetUsd",
    expected: `enough for another picture of ${model}, ${money(usd)}`,
    got: `${money(Math.max(0, left))} that are left`,
    remedy: "allow more, or ask for less",
  });
}
