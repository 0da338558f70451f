import type { MimeBundle } from "../runtime.js";

/** What is shown of a widget where no page can be, told by others than its own class. */
// biome-ignore lint/suspicious/noExplicitAny: widgets of every state
export type Describer = (widget: any) => MimeBundle | Promise<MimeBundle>;

const describers = new Map<string, Describer>();

/**
 * Tells what else the outputs of a model hold: packages of views do it for boxes, which may hold their views. It adds to
 * what the class itself describes, and comes before it.
 */
export function describeModel(modelName: string, describer: Describer): void {
  describers.set(modelName, describer);
}

export const describerOf = (modelName: string): Describer | undefined => describers.get(modelName);
