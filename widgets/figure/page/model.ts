import { PeelModel } from "../../shared/page/hosts/peelModel.js";
import { extended, restyled } from "../changes.js";
import type { BinaryArray, FigureChange, WireObject, WireValue } from "../state.js";

type Path = (string | number)[];

/** JupyterLab's model of a figure: makes the changes that are sent without the whole data. */
export class FigureModel extends PeelModel {
  // biome-ignore lint/suspicious/noExplicitAny: as the class that it extends has it
  override initialize(attributes: any, options: any): void {
    super.initialize(attributes, options);
    this.on("msg:custom", (content: FigureChange & { buffer_paths: Path[] }, buffers: DataView[]) =>
      this.#change(content, buffers),
    );
  }

  #change(content: FigureChange & { buffer_paths: Path[] }, buffers: DataView[]): void {
    for (const [i, path] of content.buffer_paths.entries()) put(content as never, path, buffers[i]);
    const data = this.get("data") as WireObject[];
    const next =
      content.change === "restyle"
        ? restyled(data, content.changes, content.traces)
        : extended(data, content.points, content.trace, content.keep);
    // As if the kernel had set it: nothing is sent back.
    this.set_state({ data: next as never });
  }
}

function put(content: { [key: string]: WireValue | BinaryArray }, path: Path, bytes: DataView): void {
  let at = content as Record<string | number, unknown>;
  for (const key of path.slice(0, -1)) at = at[key] as Record<string | number, unknown>;
  at[path[path.length - 1]] = bytes;
}
