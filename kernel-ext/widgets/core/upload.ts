/** A button that takes files from a reader. */
import type { Options } from "./coreWidget.js";
import * as base from "./generated/models.js";

/**
 * Takes files; their bytes are in `value`.
 *
 * @example
 * const upload = new FileUpload({ accept: ".png", multiple: true });
 * upload.onChange("value", ({ value: [file] }) => console.log(file.name, file.content.length));
 * upload
 */
export class FileUpload extends base.FileUpload {
  // The schema has none; ipywidgets' own class says "Upload", since a mere "(0)" says nothing.
  constructor(options: Options<base.FileUploadState> = {}) {
    super({ description: "Upload", ...options });
  }
}
