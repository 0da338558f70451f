import type { Message } from "@vision-peel/kernel/wire";
import type { Cell, Json, Output } from "../notebook/notebook.js";
import { Displays, OutputList, outputOf } from "./cellOutputs.js";
import { WidgetStates } from "./widgetStates.js";

interface Running {
  cell: Cell;
  list: OutputList;
}

/** A front end's Output widget: while it has a msg_id, it takes the outputs of that request. */
interface Capture {
  commId: string;
  list: OutputList;
}

/**
 * Puts what a kernel publishes where nbclient would: into the cell that the message answers, into the Output
 * widget that has taken its place, or into the widgets' state.
 */
export class NotebookOutputs {
  readonly widgets = new WidgetStates();
  readonly #cells = new Map<string, Running>();
  readonly #displays = new Displays();
  readonly #captures = new Map<string, Capture[]>();

  /** @param syncOutputs tells the kernel what a captured Output widget shows, as a page does */
  constructor(readonly syncOutputs: (commId: string, outputs: Output[]) => void) {}

  /** From now on what answers the request belongs to the cell, whose old outputs go. */
  begin(msgId: string, cell: Cell): void {
    cell.outputs = [];
    cell.execution_count = null;
    cell.metadata.execution = {};
    this.#cells.set(msgId, { cell, list: new OutputList(cell.outputs) });
  }

  /** Notes when the cell was answered. */
  receiveReply({ header, parent_header }: Message): void {
    const running = this.#cells.get(parent_header.msg_id ?? "");
    if (!running || header.msg_type !== "execute_reply") return;
    (running.cell.metadata.execution as Json)["shell.execute_reply"] = header.date;
  }

  /** Takes one message from iopub. */
  receive(message: Message): void {
    const { header, content, parent_header } = message;
    const type = header.msg_type;
    const parent = parent_header.msg_id ?? "";
    if (type.startsWith("comm_")) {
      this.#receiveComm(message);
      return;
    }
    const id = content.transient?.display_id;
    if (id && type === "update_display_data") this.#displays.update(id, content);
    const running = this.#cells.get(parent);
    if (!running) return;
    if (type === "execute_input") running.cell.execution_count = content.execution_count;
    this.#note(running.cell, message);
    const capture = this.#captures.get(parent)?.at(-1);
    const { list } = capture ?? running;
    if (type === "clear_output") list.clear(Boolean(content.wait));
    const output = outputOf(message);
    if (output) {
      list.add(output);
      if (id && !capture) this.#displays.update(id, content, output);
    }
    if (capture && (output || (type === "clear_output" && !content.wait))) this.#show(capture);
  }

  #show({ commId, list }: Capture): void {
    const outputs = structuredClone(list.outputs);
    this.widgets.setOutputs(commId, outputs);
    this.syncOutputs(commId, outputs);
  }

  #note({ metadata }: Cell, { header, content }: Message): void {
    const times = metadata.execution as Json;
    if (header.msg_type === "status") times[`iopub.status.${content.execution_state}`] = header.date;
    else if (header.msg_type === "execute_input") times["iopub.execute_input"] = header.date;
  }

  #receiveComm(message: Message): void {
    const { comm_id: commId, data } = message.content;
    const capturing = [...this.#captures.values()].flat().some((capture) => capture.commId === commId);
    // The echo of outputs that this side has sent is older than what has been captured since.
    if (capturing && data?.method === "echo_update") return;
    this.widgets.receive(message);
    if (message.header.msg_type === "comm_close") this.#release(commId);
    const state = this.widgets.stateOf(commId);
    if (state?._model_module !== "@jupyter-widgets/output" || data?.state?.msg_id === undefined) return;
    this.#release(commId);
    const { msg_id: msgId } = data.state;
    if (!msgId) return;
    const list = new OutputList(structuredClone((state.outputs as Output[] | undefined) ?? []));
    this.#captures.set(msgId, [...(this.#captures.get(msgId) ?? []), { commId, list }]);
  }

  #release(commId: string): void {
    for (const [msgId, captures] of this.#captures) {
      this.#captures.set(
        msgId,
        captures.filter((capture) => capture.commId !== commId),
      );
    }
  }
}
