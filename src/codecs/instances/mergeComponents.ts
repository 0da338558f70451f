import type { Component } from "./components.js";
import type { InstanceSettings } from "./options.js";

/** A component, or several that are one instance. */
interface Group {
  /** the lowest label in it */
  readonly label: number;
  area: number;
  left: number;
  top: number;
  right: number;
  bottom: number;
  red: number;
  green: number;
  blue: number;
}

/**
 * Step 5 of appendix A: two components are one instance if their mean colours lie within τ and their
 * common bounding box is not much larger than their two boxes.
 *
 * @returns for every component, in order, the place of the first component of its instance
 */
export function mergeComponents(components: readonly Component[], settings: InstanceSettings): Int32Array {
  const parents = Int32Array.from(components.keys());
  if (settings.merging === "none") return parents;
  const isRepeated = settings.merging === "repeated";
  const groups: Group[] = components.map((component) => ({ ...component }));
  let changed = true;
  while (changed) {
    changed = false;
    for (let i = 0; i < groups.length; i++) {
      if (isRepeated && parents[i] !== i) continue;
      for (let j = i + 1; j < groups.length; j++) {
        if (isRepeated && parents[j] !== j) continue;
        if (!areOne(groups[i], groups[j], settings)) continue;
        const [a, b] = [rootOf(parents, i), rootOf(parents, j)];
        if (a === b) continue;
        parents[Math.max(a, b)] = Math.min(a, b);
        if (!isRepeated) continue;
        absorb(groups[i], groups[j]);
        changed = true;
      }
    }
  }
  return parents.map((_, i) => rootOf(parents, i));
}

function areOne(a: Group, b: Group, { tolerance, maxBoxGrowth, distance }: InstanceSettings): boolean {
  const dr = a.red / a.area - b.red / b.area;
  const dg = a.green / a.area - b.green / b.area;
  const db = a.blue / a.area - b.blue / b.area;
  const isNear =
    distance === "channel"
      ? Math.max(Math.abs(dr), Math.abs(dg), Math.abs(db)) <= tolerance
      : dr * dr + dg * dg + db * db <= tolerance * tolerance;
  if (!isNear) return false;
  const width = Math.max(a.right, b.right) - Math.min(a.left, b.left) + 1;
  const height = Math.max(a.bottom, b.bottom) - Math.min(a.top, b.top) + 1;
  return width * height <= maxBoxGrowth * (boxArea(a) + boxArea(b));
}

const boxArea = ({ left, top, right, bottom }: Group): number => (right - left + 1) * (bottom - top + 1);

function absorb(into: Group, from: Group): void {
  into.area += from.area;
  into.left = Math.min(into.left, from.left);
  into.top = Math.min(into.top, from.top);
  into.right = Math.max(into.right, from.right);
  into.bottom = Math.max(into.bottom, from.bottom);
  into.red += from.red;
  into.green += from.green;
  into.blue += from.blue;
}

function rootOf(parents: Int32Array, i: number): number {
  let root = i;
  while (parents[root] !== root) root = parents[root];
  // Later walks from here are short.
  parents[i] = root;
  return root;
}
