import { setImmediate } from "node:timers";
import { beforeIdle, notBeforeIdle } from "../../beforeIdle.js";
import { displaySymbol, type MimeBundle, requireRuntime } from "../../runtime.js";
import type { Json } from "../../wire/message.js";
import * as base from "./generated/models.js";

/** Not by a second `then`, behind which stacks would end. */
function showingErrors<T>(promise: Promise<T> & { [displaySymbol]?: unknown }): Promise<T> {
  const shown = (async () => {
    try {
      return await promise;
    } catch (error) {
      requireRuntime("Output.capture").displayError(error);
      throw error;
    }
  })();
  if (displaySymbol in promise)
    Object.defineProperty(shown, displaySymbol, { value: promise[displaySymbol] });
  return shown;
}

/**
 * A place for output that is not under the running cell.
 *
 * @example
 * const log = new Output();
 * log.capture(() => console.log("shown in the widget"));
 * log
 */
export class Output extends base.Output {
  #outputs: Json[] = [];
  #displayIds = new Map<string, Json>();
  #clearsNext = false;
  #isScheduled = false;

  /**
   * Runs a function; whatever it prints and shows appears here, also what comes later from its
   * timers and after its awaits. Returns what the function returns; an error is shown here and thrown on.
   */
  capture<T>(fn: () => T): T {
    const runtime = requireRuntime("Output.capture");
    return runtime.runCaptured(
      (msgType, content) => this.#take(msgType, content),
      () => {
        try {
          const result = fn();
          return result instanceof Promise ? (showingErrors(result) as T) : result;
        } catch (error) {
          runtime.displayError(error);
          throw error;
        }
      },
    );
  }

  /** Adds text, as a print does. */
  appendStdout(text: string): void {
    this.#take("stream", { name: "stdout", text });
  }

  /** Adds text, as a warning does. */
  appendStderr(text: string): void {
    this.#take("stream", { name: "stderr", text });
  }

  /** Shows a value here: anything that a cell can end with, widgets too. */
  async appendDisplayData(value: unknown): Promise<void> {
    const data: MimeBundle = await requireRuntime("Output.appendDisplayData").bundleOf(value);
    this.#take("display_data", { data, metadata: {} });
  }

  /** Removes everything; with `wait` only when the next output comes, so that nothing flickers. */
  clearOutput({ wait = false } = {}): void {
    this.#take("clear_output", { wait });
  }

  #take(msgType: string, content: Json): void {
    if (msgType === "clear_output" && content.wait) {
      this.#clearsNext = true;
      return;
    }
    if (this.#clearsNext || msgType === "clear_output") {
      this.#outputs = [];
      this.#displayIds.clear();
      this.#clearsNext = false;
    }
    this.#add(msgType, content);
    this.#schedule();
  }

  #add(msgType: string, content: Json): void {
    const last = this.#outputs.at(-1);
    if (msgType === "stream") {
      if (last?.output_type === "stream" && last.name === content.name) last.text += content.text;
      else this.#outputs.push({ output_type: "stream", ...content });
    } else if (msgType === "update_display_data") {
      const shown = this.#displayIds.get(content.transient?.display_id);
      if (shown) Object.assign(shown, { data: content.data, metadata: content.metadata });
    } else if (msgType === "display_data" || msgType === "execute_result" || msgType === "error") {
      const { transient, execution_count: _, ...rest } = content;
      const output = { output_type: msgType === "execute_result" ? "display_data" : msgType, ...rest };
      this.#outputs.push(output);
      if (transient?.display_id) this.#displayIds.set(transient.display_id, output);
    }
  }

  /** A loop that prints a thousand lines sends them together, at the latest before its cell has ended. */
  #schedule(): void {
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    beforeIdle(this.#send);
    setImmediate(this.#send);
  }

  readonly #send = (): void => {
    notBeforeIdle(this.#send);
    if (!this.#isScheduled) return;
    this.#isScheduled = false;
    this.set({ outputs: structuredClone(this.#outputs) });
  };
}
