import { element } from "../element.js";
import type { Render } from "./afm.js";

/**
 * A view whose code is fetched when one is first shown: what nobody opens weighs nothing.
 *
 * @param load imports the view's module
 */
export function lazily<State extends object>(load: () => Promise<Render<State>>): Render<State> {
  return (props) => {
    let end = (): void => {};
    let isGone = false;
    load()
      .then((render) => {
        if (!isGone) end = render(props);
      })
      .catch((error: unknown) => {
        const reason = error instanceof Error ? error.message : String(error);
        props.el.append(element("p", { role: "alert" }, `This view cannot be shown: ${reason}`));
      });
    return () => {
      isGone = true;
      end();
    };
  };
}
