import { besideNames } from "./beside.js";
import { checkName, checkNumber } from "./checks.js";

/** What a cell may set of how pictures are compared. */
export const besideChecks = {
  beside: (name: unknown): void => checkName("beside", name, besideNames, "none shows one picture alone"),
  swipe: (share: unknown): void => {
    if (share !== null) checkNumber("swipe", share, [0, 1], "null shows the same everywhere");
  },
};
