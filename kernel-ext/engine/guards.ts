/**
 * Makes the code of a cell interruptible wherever it is. V8's own way to stop running code leaves out
 * `catch` and `finally` (see termination.ts) and is the last resort; each turn of a loop and each call of
 * a function reads one shared integer instead: a plain read, without a barrier.
 */
import type tsTypes from "typescript";
import { KeyboardInterrupt } from "../errors.js";
import { Insertions } from "./insertions.js";
import { ts } from "./typescript.js";

const flagName = "__peelInterruptFlag";
const throwName = "__peelThrowInterrupt";
const loopGuard = `if(${flagName}[0])${throwName}();`;
// Functions are sometimes sent elsewhere as text (to a worker, to a page), where there is no flag.
const functionGuard = `globalThis.${flagName}?.[0]&&globalThis.${throwName}()`;

/** Inserts a guard into every loop and every function; lines keep their numbers. */
export function guardCode(code: string): ReturnType<Insertions["apply"]> {
  const file = ts.createSourceFile("cell.js", code, ts.ScriptTarget.Latest, true, ts.ScriptKind.JS);
  const insertions = new Insertions();
  const visit = (node: tsTypes.Node): void => {
    if (ts.isIterationStatement(node, false)) guardLoop(node.statement, file, insertions);
    else if (ts.isFunctionLike(node)) guardFunction(node, file, insertions);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return insertions.apply(code);
}

function guardLoop(body: tsTypes.Statement, file: tsTypes.SourceFile, insertions: Insertions): void {
  const start = body.getStart(file);
  if (ts.isBlock(body)) return insertions.insert(start + 1, loopGuard);
  insertions.insert(start, `{${loopGuard}`);
  insertions.insert(body.end, "}", { closes: true });
}

function guardFunction(
  node: tsTypes.SignatureDeclaration,
  file: tsTypes.SourceFile,
  insertions: Insertions,
): void {
  const { body } = node as { body?: tsTypes.ConciseBody };
  if (!body) return;
  const start = body.getStart(file);
  if (!ts.isBlock(body)) {
    insertions.insert(start, `(${functionGuard},`);
    insertions.insert(body.end, ")", { closes: true });
    return;
  }
  // Directives such as "use strict" count only at the very beginning.
  const directives = body.statements.filter(
    (statement, i, all) => all.slice(0, i + 1).every(ts.isExpressionStatement) && isDirective(statement),
  );
  insertions.insert(directives.at(-1)?.end ?? start + 1, `;${functionGuard};`);
}

const isDirective = (statement: tsTypes.Statement): boolean =>
  ts.isExpressionStatement(statement) && ts.isStringLiteral(statement.expression);

/**
 * Gives cells the two globals that guards use. The flag holds the ticket of an interrupt, or 0.
 *
 * @param onTaken hears of every ticket that a guard has taken, and of the error that is thrown for it
 */
export function installGuards(
  flag: Int32Array,
  onTaken: (ticket: number, error: KeyboardInterrupt) => void,
): void {
  Object.defineProperty(globalThis, flagName, { value: flag });
  Object.defineProperty(globalThis, throwName, {
    value: () => {
      const ticket = flag[0];
      // Taken: `finally` blocks and the next cell run on.
      flag[0] = 0;
      const error = new KeyboardInterrupt();
      onTaken(ticket, error);
      throw error;
    },
  });
}
