/** Core widgets that a page opens: the axes and buttons of a Controller, and any other. */
import type { KernelRuntime } from "../../runtime.js";
import { modelKey } from "../modelKey.js";
import { type AnyWidget, type CoreModel, fromWire, openedByPage } from "./coreWidget.js";
import * as core from "./index.js";

interface Openable {
  new (options: object): AnyWidget;
  readonly prototype: AnyWidget;
  model: CoreModel;
}

const all = (Object.values(core) as unknown[]).filter(
  (made): made is Openable => typeof made === "function" && "model" in made,
);
/** An AppLayout is a GridBox for the page: of classes with the same model, that which the others extend. */
const openable = all.filter(
  (made) => !all.some((other) => other.model === made.model && made.prototype instanceof other),
);

/** Enters every core widget under the names that identify it; those that are there already stay. */
export function registerCoreModels(runtime: KernelRuntime): void {
  for (const Class of openable) {
    const { model } = Class;
    const key = modelKey({
      _model_name: model.modelName,
      _model_module: model.modelModule,
      _model_module_version: model.modelModuleVersion,
      _view_name: model.viewName,
      _view_module: model.viewModule,
      _view_module_version: model.viewModuleVersion,
    });
    if (runtime.models.has(key)) continue;
    runtime.models.set(key, (comm, state) => new Class({ ...fromWire(model, state), [openedByPage]: comm }));
  }
}
