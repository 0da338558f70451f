import { element } from "../../shared/page/element.js";

/** What is known of a step, as a list of names and values. */
export function makeFacts(facts: readonly (readonly [string, string])[]): HTMLElement {
  const list = element("dl", { class: "peel-facts" });
  for (const [name, value] of facts) list.append(element("dt", {}, name), element("dd", {}, value));
  return list;
}
