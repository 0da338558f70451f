/**
 * The lines that bring a view into the state that it has now, to be pasted in a cell.
 *
 * @param state controls, as a cell writes them
 * @param defaults controls that still have these values are left out
 * @example stateAsCode({ near: 1.5, far: Infinity }, { near: 0, far: Infinity }) // "view.set({ near: 1.5 });"
 */
export function stateAsCode(
  state: Readonly<Record<string, unknown>>,
  defaults: Readonly<Record<string, unknown>>,
): string {
  const changed = Object.entries(state).filter(([key, value]) => literal(value) !== literal(defaults[key]));
  return `view.set(${literal(Object.fromEntries(changed))});`;
}

/** A value as TypeScript writes it. */
function literal(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(literal).join(", ")}]`;
  if (typeof value === "object" && value !== null) {
    const entries = Object.entries(value).map(([key, item]) => `${property(key)}: ${literal(item)}`);
    return entries.length === 0 ? "{}" : `{ ${entries.join(", ")} }`;
  }
  return typeof value === "string" ? JSON.stringify(value) : String(value);
}

const property = (key: string): string => (/^[A-Za-z_$][\w$]*$/.test(key) ? key : JSON.stringify(key));
