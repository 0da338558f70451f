/** A kernel whose cells have `w`, all of `@vision-peel/kernel`. */
import { contentsOf, resultOf, startKernel } from "./kernel.js";

export async function startWidgetKernel(onLog?: (text: string) => void) {
  const kernel = await startKernel({ onLog });
  await kernel.execute('import * as w from "@vision-peel/kernel"');
  const run = async (code: string) => {
    const answer = await kernel.execute(code);
    const { status, ename, evalue } = answer.reply.content;
    if (status !== "ok") throw new Error(`${ename}: ${evalue}`);
    return answer;
  };
  return {
    kernel,
    run,
    /** What a cell evaluates to, as text. */
    value: async (code: string) => resultOf(await run(code)),
    /** The states of the models that a cell opens, in order. */
    opened: async (code: string) =>
      contentsOf((await run(code)).published, "comm_open").map(({ comm_id, data }) => ({
        id: comm_id as string,
        state: data.state,
        bufferPaths: data.buffer_paths,
      })),
    /** What a cell sends to the page. */
    sent: async (code: string) =>
      contentsOf((await run(code)).published, "comm_msg").map(({ data }) => data.state),
  };
}

export type WidgetKernel = Awaited<ReturnType<typeof startWidgetKernel>>;
