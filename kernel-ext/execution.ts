import { bundleOf } from "./cell/show/bundle.js";
import { runInContext, setLastCell } from "./context.js";
import type { Engine } from "./engine/engine.js";
import { failureOf } from "./failure.js";
import type { History } from "./history.js";
import type { Outlet } from "./outlet.js";
import type { IoChannel } from "./wire/ioChannel.js";
import type { Json } from "./wire/message.js";
import type { Request } from "./wire/threadMessages.js";

/** Requests sent together with one that fails may still be between the threads. */
const lateArrivalMs = 5;

/**
 * Runs execute requests one after the other. When one fails and asks for `stop_on_error`, those
 * that stand in line at that moment are answered as aborted; what comes later runs.
 */
export class ExecutionQueue {
  readonly #waiting: Request[] = [];
  #executionCount = 0;
  #busy = false;

  constructor(
    readonly engine: () => Promise<Engine>,
    readonly io: IoChannel,
    readonly outlet: Outlet,
    readonly history: History,
  ) {}

  add(request: Request): void {
    this.#waiting.push(request);
    if (!this.#busy) void this.#runAll();
  }

  async #runAll(): Promise<void> {
    this.#busy = true;
    for (let request = this.#waiting.shift(); request; request = this.#waiting.shift()) {
      const parent = request.message.header;
      this.outlet.status(parent, "busy");
      const content = await this.#run(request);
      const stop = content.status === "error" && (request.message.content.stop_on_error ?? true);
      // What stands in line now was sent before the front end could know of the failure; what it
      // sends after the reply was sent in spite of it, and runs.
      if (stop) await new Promise((resolve) => setTimeout(resolve, lateArrivalMs));
      const aborted = stop ? this.#waiting.splice(0) : [];
      this.#reply(request, content);
      this.outlet.status(parent, "idle");
      for (const next of aborted) this.#abort(next);
    }
    this.#busy = false;
  }

  #abort(request: Request): void {
    this.outlet.status(request.message.header, "busy");
    this.#reply(request, { status: "aborted", execution_count: this.#executionCount });
    this.outlet.status(request.message.header, "idle");
  }

  #reply({ channel, identities, message }: Request, content: Json): void {
    this.io.reply({ channel, identities, msgType: "execute_reply", parent: message.header, content });
  }

  /** Runs one request to its end, however it ends; never throws, or the queue would stand still. */
  async #run({ identities, message: { header, content } }: Request): Promise<Json> {
    const code = String(content.code ?? "");
    const silent = content.silent === true;
    const store = !silent && (content.store_history ?? true);
    if (store) this.#executionCount++;
    const count = this.#executionCount;
    const payload: Json[] = [];
    const context = { header, identities, silent, allowStdin: content.allow_stdin === true, payload };
    if (store) this.history.add(count, code);
    if (!silent) setLastCell(context);
    return runInContext(context, async () => {
      try {
        this.outlet.publish("execute_input", { code, execution_count: count });
        const engine = await this.engine();
        const result = await engine.run(code, `Cell[${count}]`);
        if (!result.ok) return this.#failed(result.error, count);
        if (result.value !== undefined) await this.#show(result.value, count);
        const expressions = await this.#evaluate(engine, content.user_expressions ?? {});
        return { status: "ok", execution_count: count, payload, user_expressions: expressions };
      } catch (error) {
        return this.#failed(error, count);
      }
    });
  }

  async #show(value: unknown, count: number): Promise<void> {
    const data = await bundleOf(value);
    this.history.setOutput(count, String(data["text/plain"] ?? ""));
    this.outlet.publish("execute_result", { data, metadata: {}, execution_count: count });
  }

  #failed(error: unknown, count: number): Json {
    const failure = failureOf(error);
    this.outlet.publish("error", { ...failure });
    return { status: "error", execution_count: count, payload: [], user_expressions: {}, ...failure };
  }

  async #evaluate(engine: Engine, expressions: object): Promise<Json> {
    const answers: Json = {};
    for (const [name, expression] of Object.entries(expressions)) {
      try {
        const result = await engine.run(`(${expression})`, "Expression");
        if (!result.ok) throw result.error;
        const data = await bundleOf(result.value);
        JSON.stringify(data);
        answers[name] = { status: "ok", data, metadata: {} };
      } catch (error) {
        answers[name] = { status: "error", ...failureOf(error) };
      }
    }
    return answers;
  }
}
