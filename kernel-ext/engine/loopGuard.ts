/**
 * Makes every loop of a cell interruptible. V8's own way to stop running code (terminateExecution)
 * aborts Node 20 while AsyncLocalStorage is active, so each turn of a loop reads one shared integer
 * instead: a plain read, without a barrier, costs next to nothing.
 */
import type tsTypes from "typescript";
import { KeyboardInterrupt } from "../errors.js";
import { ts } from "./typescript.js";

const flagName = "__peelInterruptFlag";
const throwName = "__peelThrowInterrupt";
const guard = `if(${flagName}[0])${throwName}();`;

/** Inserts the guard into every loop body; lines keep their numbers. */
export function guardLoops(code: string): string {
  const file = ts.createSourceFile("cell.js", code, ts.ScriptTarget.Latest, true, ts.ScriptKind.JS);
  const insertions: { at: number; text: string }[] = [];
  const visit = (node: tsTypes.Node): void => {
    if (ts.isIterationStatement(node, false)) {
      const body = node.statement;
      if (ts.isBlock(body)) {
        insertions.push({ at: body.getStart(file) + 1, text: guard });
      } else {
        insertions.push({ at: body.getStart(file), text: `{${guard}` }, { at: body.end, text: "}" });
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  // Where two loops end at the same place the inner one's text was collected later and goes first.
  const ordered = insertions.map((insertion, i) => ({ ...insertion, i }));
  ordered.sort((a, b) => b.at - a.at || (a.text === "}" ? a.i - b.i : b.i - a.i));
  let guarded = code;
  for (const { at, text } of ordered) guarded = guarded.slice(0, at) + text + guarded.slice(at);
  return guarded;
}

/** Gives cells the two globals that guards use. The flag holds the ticket of an interrupt, or 0. */
export function installLoopGuard(flag: Int32Array): void {
  Object.defineProperty(globalThis, flagName, { value: flag });
  Object.defineProperty(globalThis, throwName, {
    value: () => {
      // Taken: `finally` blocks and the next cell run on.
      flag[0] = 0;
      throw new KeyboardInterrupt();
    },
  });
}
