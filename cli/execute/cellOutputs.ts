/** How iopub messages become outputs, after nbclient: https://nbclient.readthedocs.io */
import type { Message } from "@vision-peel/kernel/wire";
import type { Json, Output } from "../notebook/notebook.js";

/** The output that a message makes, or `undefined` for a message that makes none. */
export function outputOf({ header, content }: Message): Output | undefined {
  const output_type = header.msg_type;
  if (output_type === "stream") return { output_type, name: content.name, text: content.text };
  if (output_type === "display_data") return { output_type, metadata: content.metadata, data: content.data };
  if (output_type === "execute_result") {
    const { execution_count, metadata, data } = content;
    return { output_type, metadata, data, execution_count };
  }
  if (output_type === "error") {
    return { output_type, ename: content.ename, evalue: content.evalue, traceback: content.traceback };
  }
  return undefined;
}

/** A list of outputs that streams are merged into and `clear_output` empties. */
export class OutputList {
  #clearsNext = false;
  constructor(readonly outputs: Output[]) {}

  add(output: Output): void {
    if (this.#clearsNext) this.#empty();
    const last = this.outputs.at(-1);
    if (last?.output_type === "stream" && output.output_type === "stream" && last.name === output.name) {
      // Kernels send what is printed in pieces; adding to a string keeps thousands of them linear in V8.
      last.text = `${last.text}${output.text}`;
    } else this.outputs.push(output);
  }

  clear(wait: boolean): void {
    if (wait) this.#clearsNext = true;
    else this.#empty();
  }

  #empty(): void {
    this.outputs.length = 0;
    this.#clearsNext = false;
  }
}

/** Every output with its display id, so that an update reaches the cells before. */
export class Displays {
  readonly #shown = new Map<string, Output[]>();

  /** Updates what already shows the id; `output` itself is remembered if it is a new one. */
  update(id: string, content: Json, output?: Output): void {
    const known = this.#shown.get(id) ?? [];
    for (const shown of known) Object.assign(shown, { data: content.data, metadata: content.metadata });
    if (output) this.#shown.set(id, [...known, output]);
  }
}
