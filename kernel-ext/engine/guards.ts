/**
 * Makes the code of a cell interruptible wherever it is. V8's own way to stop running code leaves out
 * `catch` and `finally` (see termination.ts) and is the last resort; each turn of a loop and each call of
 * a function reads one shared integer instead: a plain read, without a barrier.
 */
import type tsTypes from "typescript";
import { KeyboardInterrupt } from "../errors.js";
import { isSpared } from "../intervals.js";
import { sinceAt } from "../wire/interruptFlag.js";
import { Insertions } from "./insertions.js";
import { ts } from "./typescript.js";

const flagName = "__peelInterruptFlag";
const throwName = "__peelThrowInterrupt";
const passName = "__peelPassInterrupt";
// Functions are sometimes sent elsewhere as text (to a worker, to a page), where there is no flag.
const loopGuard = `if(typeof ${flagName}==="object"&&${flagName}[0])${throwName}();`;
/** Around what was awaited; see stoppedRuns.ts. */
const awokeHead = "(globalThis.__peelAwoke??((v)=>v))(";
const awokeGuard = "globalThis.__peelAwoke?.();";
const functionGuard = `globalThis.${flagName}?.[0]&&globalThis.${throwName}()`;

/** What code of a cell runs in: there, and only there, `await` is one. */
const wrapperHead = "async function cell(){";

type Insert = Insertions["insert"];

/** Inserts a guard into every loop and every function; lines keep their numbers. */
export function guardCode(code: string): ReturnType<Insertions["apply"]> {
  const wrapped = `${wrapperHead}${code}\n}`;
  const file = ts.createSourceFile("cell.js", wrapped, ts.ScriptTarget.Latest, true, ts.ScriptKind.JS);
  const insertions = new Insertions();
  const insert: Insert = (at, text, more) => insertions.insert(at - wrapperHead.length, text, more);
  const visit = (node: tsTypes.Node): void => {
    if (ts.isForOfStatement(node) && node.awaitModifier)
      guardLoop(node.statement, file, insert, loopGuard + awokeGuard);
    else if (ts.isIterationStatement(node, false)) guardLoop(node.statement, file, insert, loopGuard);
    else if (ts.isAwaitExpression(node)) {
      insert(node.getStart(file), awokeHead);
      insert(node.end, ")", { closes: true });
    } else if (ts.isCatchClause(node)) guardCatch(node, file, insert);
    else if (ts.isFunctionLike(node)) guardFunction(node, file, insert);
    ts.forEachChild(node, visit);
  };
  const [wrapper] = file.statements;
  if (ts.isFunctionDeclaration(wrapper) && wrapper.body) ts.forEachChild(wrapper.body, visit);
  return insertions.apply(code);
}

function guardLoop(body: tsTypes.Statement, file: tsTypes.SourceFile, insert: Insert, guard: string): void {
  const start = body.getStart(file);
  if (ts.isBlock(body)) return insert(start + 1, guard);
  insert(start, `{${guard}`);
  insert(body.end, "}", { closes: true });
}

/** An interrupt passes through `catch`, as through Python's `except Exception`: a loop that tries again would never end. */
function guardCatch(
  { variableDeclaration, block }: tsTypes.CatchClause,
  file: tsTypes.SourceFile,
  insert: Insert,
): void {
  const start = block.getStart(file);
  const name = variableDeclaration?.name;
  // What takes the error apart cannot be asked which it was.
  if (name && !ts.isIdentifier(name)) return;
  if (!name) insert(start, "(__peelCaught)");
  insert(start + 1, `globalThis.${passName}?.(${name?.text ?? "__peelCaught"});`);
}

function guardFunction(node: tsTypes.SignatureDeclaration, file: tsTypes.SourceFile, insert: Insert): void {
  const { body } = node as { body?: tsTypes.ConciseBody };
  if (!body) return;
  const start = body.getStart(file);
  if (!ts.isBlock(body)) {
    insert(start, `(${functionGuard},`);
    insert(body.end, ")", { closes: true });
    return;
  }
  // Directives such as "use strict" count only at the very beginning.
  const directives = body.statements.filter(
    (statement, i, all) => all.slice(0, i + 1).every(ts.isExpressionStatement) && isDirective(statement),
  );
  insert(directives.at(-1)?.end ?? start + 1, `;${functionGuard};`);
}

const isDirective = (statement: tsTypes.Statement): boolean =>
  ts.isExpressionStatement(statement) && ts.isStringLiteral(statement.expression);

/**
 * Gives cells the globals that guards use. The flag holds the ticket of an interrupt, or 0.
 *
 * @param onTaken hears of every ticket that a guard has taken, and of the error that is thrown for it
 */
export function installGuards(
  flag: Int32Array,
  onTaken: (ticket: number, error: KeyboardInterrupt) => void,
): void {
  Object.defineProperty(globalThis, flagName, { value: flag });
  Object.defineProperty(globalThis, passName, {
    value: (error: unknown) => {
      if (error instanceof KeyboardInterrupt) throw error;
    },
  });
  Object.defineProperty(globalThis, throwName, {
    value: () => {
      if (isSpared(flag[sinceAt])) return;
      const ticket = flag[0];
      // Taken: `finally` blocks and the next cell run on.
      flag[0] = 0;
      const error = new KeyboardInterrupt();
      onTaken(ticket, error);
      throw error;
    },
  });
}
