import { type AnyWidget, isOfPage } from "./coreWidget.js";
import * as base from "./generated/models.js";

/**
 * A gamepad. The page that sees it opens a model for each of its axes and buttons. A second page that sees it at the same
 * time does so, too, and puts its own in their place: the first ones, which nobody would ever close, end here.
 */
export class Controller extends base.Controller {
  constructor(...options: ConstructorParameters<typeof base.Controller>) {
    super(...options);
    this.onChange(["axes", "buttons"], ({ axes, buttons }, { previous, origin }) => {
      if (origin !== "page") return;
      const kept = new Set<AnyWidget>([...axes, ...buttons]);
      const before: readonly AnyWidget[] = [...previous.axes, ...previous.buttons];
      for (const old of before) if (isOfPage(old) && !kept.has(old)) old.close();
    });
  }
}
