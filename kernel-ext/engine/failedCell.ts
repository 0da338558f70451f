/**
 * What a cell that has thrown or was interrupted leaves behind: the names that it had reached, with
 * their values; the others are as they were before.
 */
import type tsTypes from "typescript";
import { ts } from "./typescript.js";

/** `exports.a = exports.b = void 0;`, with which the compiler begins: nothing of it has a value yet. */
const hoisted = /^(?:exports\.[\w$]+ = )+void 0;$/gm;

/** Names that a cell declares and gives a value only where it comes to them. */
function namesToReach(output: string): string[] {
  return [...output.matchAll(hoisted)].flatMap(([line]) =>
    [...line.matchAll(/exports\.([\w$]+)/g)].map(([, name]) => name),
  );
}

/** Values of the names that a cell is about to declare. */
export class ReachedNames {
  readonly #before = new Map<string, unknown>();
  readonly #names: readonly string[];

  /**
   * @param output the cell as it will run
   * @param values of all names so far
   */
  constructor(
    output: string,
    readonly values: Record<string, unknown>,
  ) {
    this.#names = namesToReach(output);
    for (const name of this.#names) if (Object.hasOwn(values, name)) this.#before.set(name, values[name]);
  }

  /** Gives names that were not reached their old values again, and returns them. */
  restore(): ReadonlySet<string> {
    const missed = this.#names.filter((name) => this.values[name] === undefined);
    for (const name of missed) {
      if (this.#before.has(name)) this.values[name] = this.#before.get(name);
      else delete this.values[name];
    }
    return new Set(missed);
  }
}

/**
 * The declarations after a cell that has failed.
 *
 * @param before what was declared before it
 * @param after what would be declared had it come to its end
 * @param missed names that it has not reached
 */
export function declarationsReached(before: string, after: string, missed: ReadonlySet<string>): string {
  if (missed.size === 0) return after;
  const old = variablesOf(before).filter(({ name }) => missed.has(name));
  const dropped = variablesOf(after).filter(({ name }) => missed.has(name));
  const spans = new Map(dropped.map(({ statement, kept }) => [statement, kept]));
  let text = "";
  let from = 0;
  for (const [statement, kept] of spans) {
    text += after.slice(from, statement.getFullStart()) + kept(missed);
    from = statement.end;
  }
  text += after.slice(from);
  return [text, ...old.map(({ alone }) => alone)].join("\n");
}

interface Declared {
  readonly name: string;
  readonly statement: tsTypes.Statement;
  /** its declaration without others of the same statement */
  readonly alone: string;
  /** the statement without some of its names */
  kept(without: ReadonlySet<string>): string;
}

/** Variables, classes, enums and the like, by name; types have no value and are there in any case. */
function variablesOf(declarations: string): Declared[] {
  const file = ts.createSourceFile("cells.d.ts", declarations, ts.ScriptTarget.Latest, true);
  return file.statements.flatMap((statement): Declared[] => {
    if (ts.isVariableStatement(statement)) {
      const list = statement.declarationList;
      const start = statement
        .getText(file)
        .slice(0, list.declarations[0].getStart(file) - statement.getStart(file));
      const one = (declaration: tsTypes.Node): string => `\n${start}${declaration.getText(file)};`;
      return list.declarations.map((declaration) => ({
        name: declaration.name.getText(file),
        statement,
        alone: one(declaration),
        kept: (without) =>
          list.declarations
            .filter(({ name }) => !without.has(name.getText(file)))
            .map(one)
            .join(""),
      }));
    }
    const { name } = statement as { name?: tsTypes.Node };
    const isType = ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement);
    if (isType || !name || !ts.isIdentifier(name)) return [];
    return [{ name: name.text, statement, alone: `\n${statement.getText(file)}`, kept: () => "" }];
  });
}
