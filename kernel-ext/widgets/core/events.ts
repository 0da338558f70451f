/** Widgets that tell of something that happened, besides their state. */
import * as base from "./generated/models.js";

export class Button extends base.Button {
  /** Calls the handler at every click. Returns how to stop. */
  onClick(handler: (button: this) => void): () => void {
    return this.onMessage(({ event }) => {
      if (event === "click") handler(this);
    });
  }

  /** Does what a click does. */
  click(): void {
    this.deliver({ event: "click" });
  }
}

type Constructor = new (
  // biome-ignore lint/suspicious/noExplicitAny: TypeScript asks this signature of a mixin
  ...args: any[]
) => { onMessage(handler: (content: { event?: string }) => void): () => void };

function submits<B extends Constructor>(Base: B) {
  return class extends Base {
    /** Calls the handler when Enter is pressed. Returns how to stop. */
    onSubmit(handler: (widget: this) => void): () => void {
      return this.onMessage(({ event }) => {
        if (event === "submit") handler(this);
      });
    }
  };
}

export class Text extends submits(base.Text) {}
export class Textarea extends submits(base.Textarea) {}
export class Password extends submits(base.Password) {}
export class Combobox extends submits(base.Combobox) {}
