import { ArgumentError, describeValue } from "../../errors.js";
import { BUILT_IN } from "./builtIn.js";
import { checkDialect } from "./checkDialect.js";
import { type Dialect, type DialectTask, TASKS } from "./types.js";

const DEFAULT = "vision-banana";

const registered = new Map<string, Dialect>(BUILT_IN.map((dialect) => [dialect.name, dialect]));

/**
 * Makes a dialect known by its name, in this program; one of the same name is replaced.
 *
 * @throws ArgumentError for one without a name or a code, a code or colour that is none, or a name that is built in
 * @example
 * registerDialect({ name: "street", depth: "cube:power:lambda=-4,c=120", normals: { frame: "opencv" } });
 * decodeDepth(painted, { dialect: "street" }).provenance // { dialect: "street", … }
 */
export function registerDialect(dialect: Dialect): void {
  checkDialect(dialect);
  if (BUILT_IN.some(({ name }) => name === dialect.name))
    refuse(
      "dialect.name",
      "a name of its own",
      dialect.name,
      `it is built in: call yours my-${dialect.name}`,
    );
  registered.set(dialect.name, dialect);
}

/**
 * Every dialect by now, those that are built in first.
 *
 * @example dialects().map(({ name }) => name) // ["vision-banana", "open-vision-banana", "marigold", …]
 */
export const dialects = (): readonly Dialect[] => [...registered.values()];

/**
 * The dialect of a choice.
 *
 * @throws ArgumentError for a name that nobody registered
 * @example dialectOf("marigold").depth // "grey:linear:far=1,unit=relative"
 */
export function dialectOf(choice: string | Dialect = DEFAULT): Dialect {
  if (typeof choice !== "string") {
    checkDialect(choice);
    return choice;
  }
  const found = registered.get(choice);
  const names = [...registered.keys()].join(", ");
  return found ?? refuse("dialect", `one of ${names}`, choice, "registerDialect makes others known");
}

/** A dialect's name and its code for one task. @throws ArgumentError if it has none */
export function spoken<T extends DialectTask>(
  task: T,
  choice: string | Dialect | undefined,
): { name: string; own: NonNullable<Dialect[T]> } {
  const dialect = dialectOf(choice);
  const own = dialect[task];
  if (own !== undefined) return { name: dialect.name, own };
  const known = TASKS.filter((one) => dialect[one] !== undefined).join(", ");
  return refuse("dialect", `one with a code for ${task}`, dialect.name, `it has one for ${known} only`);
}

function refuse(argument: string, expected: string, value: unknown, remedy: string): never {
  throw new ArgumentError({ argument, expected, got: describeValue(value), remedy });
}
