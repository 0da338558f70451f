import { bundleOf } from "./cell/show/bundle.js";
import { runInContext, setLastCell } from "./context.js";
import { DisplayOrder } from "./displayOrder.js";
import type { Engine } from "./engine/engine.js";
import { failureOf } from "./failure.js";
import type { History } from "./history.js";
import type { Outlet } from "./outlet.js";
import { Results } from "./results.js";
import type { Json } from "./wire/message.js";
import type { Request } from "./wire/threadMessages.js";

/** Runs execute requests, whichever subshell they belong to: one counter, one history, one engine. */
export class CellRunner {
  #executionCount = 0;
  readonly #results = new Results();

  constructor(
    readonly engine: () => Promise<Engine>,
    readonly outlet: Outlet,
    readonly history: History,
  ) {
    this.#results.install();
  }

  /** The number of the last cell that was kept in the history. */
  get executionCount(): number {
    return this.#executionCount;
  }

  /** Runs one request to its end, however it ends, and returns the content of its reply; never throws. */
  async run({ identities, message: { header, content } }: Request): Promise<Json> {
    const code = String(content.code ?? "");
    const silent = content.silent === true;
    // As ipykernel does: an empty cell takes no number.
    const store = !silent && content.store_history !== false && code.trim() !== "";
    if (store) this.#executionCount++;
    const count = this.#executionCount;
    const payload: Json[] = [];
    const order = new DisplayOrder();
    const context = { header, identities, silent, allowStdin: content.allow_stdin === true, payload, order };
    if (store) this.#remember(count, code);
    if (!silent) setLastCell(context);
    return runInContext(context, async () => {
      try {
        this.outlet.publish("execute_input", { code, execution_count: count });
        this.outlet.release();
        const engine = await this.engine();
        const result = await engine.run(code, `Cell[${count}]`, () => order.settled());
        if (!result.ok) return this.#failed(result.error, count);
        if (result.value !== undefined) await this.#show(engine, result.value, count, store);
        this.outlet.hold();
        const expressions = await this.#evaluate(engine, content.user_expressions ?? {});
        return { status: "ok", execution_count: count, payload, user_expressions: expressions };
      } catch (error) {
        return this.#failed(error, count);
      }
    });
  }

  #remember(count: number, code: string): void {
    this.history.add(count, code);
    this.#results.addInput(count, code);
  }

  async #show(engine: Engine, value: unknown, count: number, store: boolean): Promise<void> {
    const data = await engine.interruptible(() => bundleOf(value));
    this.outlet.hold();
    // What has shown itself already says so with nothing.
    if (Object.keys(data).length === 0) return;
    if (store) {
      this.history.setOutput(count, String(data["text/plain"] ?? ""));
      this.#results.addOutput(count, value);
    }
    this.outlet.publish("execute_result", { data, metadata: {}, execution_count: count });
  }

  #failed(error: unknown, count: number): Json {
    const failure = failureOf(error);
    this.#results.addError(error);
    this.outlet.hold();
    this.outlet.publish("error", { ...failure });
    return { status: "error", execution_count: count, ...failure };
  }

  async #evaluate(engine: Engine, expressions: object): Promise<Json> {
    const answers: [string, Json][] = [];
    for (const [name, expression] of Object.entries(expressions)) {
      try {
        const result = await engine.run(`(${expression})`, "Expression");
        if (!result.ok) throw result.error;
        const data = await engine.interruptible(() => bundleOf(result.value));
        JSON.stringify(data);
        answers.push([name, { status: "ok", data, metadata: {} }]);
      } catch (error) {
        answers.push([name, { status: "error", ...failureOf(error) }]);
      }
    }
    // Not by assignment: a name may be `__proto__`.
    return Object.fromEntries(answers);
  }
}
