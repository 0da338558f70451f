import { plainCell } from "../plainCell.js";
import { scriptKindOf } from "../scriptKind.js";
import { ts } from "../typescript.js";

/** What cells have declared, in their own words: the compiler keeps only its types. */
export class Definitions {
  readonly #byName = new Map<string, string>();

  add(cell: string): void {
    const plain = plainCell(cell);
    const file = ts.createSourceFile("cell.ts", plain, ts.ScriptTarget.Latest, true, scriptKindOf(plain));
    for (const statement of file.statements) {
      const named = ts.isVariableStatement(statement) ? statement.declarationList.declarations : [statement];
      for (const { name } of named as readonly { name?: import("typescript").Node }[]) {
        if (name && ts.isIdentifier(name)) this.#byName.set(name.text, statement.getText(file));
      }
    }
  }

  get(name: string): string | undefined {
    return this.#byName.get(name);
  }
}
