/** What `import()` shows of what `require` gave: an ES module is one, anything else its default. */
export function asNamespace(exports: unknown): unknown {
  if (typeof exports !== "object" || exports === null) return { default: exports };
  const { __esModule, [Symbol.toStringTag]: tag } = exports as Record<string | symbol, unknown>;
  return __esModule === true || tag === "Module" ? exports : { ...exports, default: exports };
}
