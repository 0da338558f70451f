import ts from "typescript";
import { expect, it } from "vitest";
import { resolveWithOwnPackages } from "../../kernel-ext/engine/modules/ownPackages.js";

it("looks again only in files that miss a module, and Node's own are none", () => {
  const { resolve, hasUnresolved } = resolveWithOwnPackages(ts.sys, "/tmp");
  const options = { moduleResolution: ts.ModuleResolutionKind.Bundler, module: ts.ModuleKind.Preserve };
  const importing = (file: string, ...names: string[]) => {
    const source = ts.createSourceFile(file, "", ts.ScriptTarget.ES2022);
    const literals = names.map((name) => ts.factory.createStringLiteral(name));
    resolve(literals, file, undefined, options, source, undefined);
    return hasUnresolved(file);
  };
  expect(importing("/tmp/a.ts", "node:util", "fs", "vision-peel")).toBe(false);
  expect(importing("/tmp/a.ts", "node:util", "no-such-package")).toBe(true);
  expect(importing("/tmp/a.ts", "node:util")).toBe(false);
});
