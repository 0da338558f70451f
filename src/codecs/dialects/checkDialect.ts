import { checkOptions, type OptionNames } from "../../checkOptions.js";
import { parseColour } from "../../color/notation.js";
import { ArgumentError, describeValue } from "../../errors.js";
import { pathCode } from "../depth/pathCode.js";
import { checkFrame } from "../normals/frames.js";
import { type Dialect, TASKS } from "./types.js";

const FIELDS: OptionNames<Dialect> = {
  name: true,
  about: true,
  depth: true,
  normals: true,
  semantic: true,
  instances: true,
  referring: true,
};
const EXAMPLE = `write { name: "mine", depth: "plasma:log:near=0.5,far=80" }`;

/** Those that were found to be right: a dialect may come with every picture. */
const checked = new WeakSet<object>();

/** @throws ArgumentError for one without a name or a code, or a code, axes or a colour that is none */
export function checkDialect(dialect: Dialect): void {
  if (typeof dialect?.name !== "string" || dialect.name.trim() === "")
    refuse("dialect.name", "a text", dialect?.name, EXAMPLE);
  if (checked.has(dialect)) return;
  checkOptions(`the dialect ${dialect.name}`, dialect, FIELDS);
  if (TASKS.every((task) => dialect[task] === undefined))
    refuse("dialect", `one with a code for ${TASKS.join(", ")} or several of them`, dialect, EXAMPLE);
  if (dialect.about !== undefined && typeof dialect.about !== "string")
    refuse("dialect.about", "a text", dialect.about, "say in a few words who paints so");
  if (dialect.depth !== undefined) pathCode(dialect.depth);
  if (dialect.normals !== undefined) {
    checkOptions("dialect.normals", dialect.normals, { frame: true });
    checkFrame("dialect.normals.frame", dialect.normals.frame);
  }
  for (const task of ["semantic", "instances", "referring"] as const) {
    const own = dialect[task];
    if (own === undefined) continue;
    const names: Readonly<Record<string, true>> =
      task === "instances" ? { background: true, tolerance: true } : { background: true };
    checkOptions(`dialect.${task}`, own, names);
    const mayLack = task !== "instances" && own.background === null;
    if (own.background !== undefined && !mayLack)
      parseColour(own.background as string, `dialect.${task}.background`);
  }
  const { tolerance = 14 } = dialect.instances ?? {};
  if (!(typeof tolerance === "number" && tolerance > 0))
    refuse("dialect.instances.tolerance", "above 0 levels", tolerance, "leave it out for the paper's 14");
  checked.add(dialect);
}

function refuse(argument: string, expected: string, value: unknown, remedy: string): never {
  throw new ArgumentError({ argument, expected, got: describeValue(value), remedy });
}
