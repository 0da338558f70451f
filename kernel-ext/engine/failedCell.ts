/**
 * What a cell that has thrown or was interrupted leaves behind: the names that it had reached, with
 * their values; the others are as they were before.
 */
import type tsTypes from "typescript";
import { ts } from "./typescript.js";

/** Values of the names that a cell is about to declare. */
export class ReachedNames {
  readonly #before: ReadonlyMap<string, unknown>;

  /**
   * @param names that the cell declares and gives a value only where it comes to them
   * @param values of all names so far
   */
  constructor(
    readonly names: readonly string[],
    readonly values: Readonly<Record<string, unknown>>,
  ) {
    this.#before = new Map(
      names.filter((name) => Object.hasOwn(values, name)).map((name) => [name, values[name]]),
    );
  }

  /** Names that the cell has not come to: they have no value, or that of before. */
  missed(): ReadonlySet<string> {
    return new Set(
      this.names.filter((name) =>
        Object.hasOwn(this.values, name)
          ? this.#before.has(name) && Object.is(this.values[name], this.#before.get(name))
          : true,
      ),
    );
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
