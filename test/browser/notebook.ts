/** What browser tests read of and write to the open notebook, through JupyterLab's own model. */
import type { Locator, Page } from "playwright-core";
import { runCommand } from "../support/lab.js";

interface CellModel {
  id: string;
  executionCount: number | null;
  outputs: { toJSON(): Output[] };
  sharedModel: { setSource(code: string): void };
}

interface Notebook {
  context: { model: { dirty: boolean } };
  content: {
    activeCellIndex: number;
    activeCell: { model: CellModel };
    widgets: { model: CellModel & { type: string }; node: HTMLElement }[];
  };
}

export interface Output {
  output_type: string;
  name?: string;
  text?: string | string[];
  data?: Record<string, unknown>;
  ename?: string;
  evalue?: string;
}

/** Runs every cell and waits for the end, whatever it is. */
export async function runAll(page: Page): Promise<void> {
  await runCommand(page, "notebook:run-all-cells");
}

/** The outputs of every code cell, in order. */
export function outputsOf(page: Page): Promise<Output[][]> {
  return page.evaluate(() => {
    const { shell } = (window as unknown as { jupyterapp: { shell: { currentWidget: Notebook } } })
      .jupyterapp;
    return shell.currentWidget.content.widgets
      .filter(({ model }) => model.type === "code")
      .map(({ model }) => model.outputs.toJSON());
  });
}

/** Writes a new cell below all others, runs it, and gives its outputs. */
export async function runCell(page: Page, code: string): Promise<Output[]> {
  await page.evaluate(() => {
    const { shell } = (window as unknown as { jupyterapp: { shell: { currentWidget: Notebook } } })
      .jupyterapp;
    const { content } = shell.currentWidget;
    content.activeCellIndex = content.widgets.length - 1;
  });
  await runCommand(page, "notebook:insert-cell-below");
  await page.evaluate((source) => {
    const { shell } = (window as unknown as { jupyterapp: { shell: { currentWidget: Notebook } } })
      .jupyterapp;
    shell.currentWidget.content.activeCell.model.sharedModel.setSource(source);
  }, code);
  await runCommand(page, "notebook:run-cell");
  return (await outputsOf(page)).at(-1) ?? [];
}

/** What a cell evaluates to in the kernel, as text. */
export async function evaluate(page: Page, expression: string): Promise<string> {
  const outputs = await runCell(page, expression);
  const failure = outputs.find(({ output_type }) => output_type === "error");
  if (failure) throw new Error(`${failure.ename}: ${failure.evalue}`);
  return String(outputs.find(({ output_type }) => output_type === "execute_result")?.data?.["text/plain"]);
}

/** True if the open notebook has changes that are not saved. */
export function isDirty(page: Page): Promise<boolean> {
  return page.evaluate(() => {
    const { shell } = (window as unknown as { jupyterapp: { shell: { currentWidget: Notebook } } })
      .jupyterapp;
    return shell.currentWidget.context.model.dirty;
  });
}

/** What was shown under the cell that ran last. */
export const lastOutput = (page: Page): Locator =>
  page
    .locator(".jp-Notebook .jp-CodeCell")
    .last()
    .locator(".jp-Cell-outputArea > .jp-OutputArea-child > .jp-OutputArea-output");

/** Removes the last cell, and with it its views. */
export async function deleteLastCell(page: Page): Promise<void> {
  await runCommand(page, "notebook:delete-cell");
}

/**
 * What an expression is in the kernel, through JSON and without a cell; `code` runs before it.
 * Throws what the kernel says of an error.
 */
export async function ask(page: Page, expression: string, code = ""): Promise<unknown> {
  const text = await page.evaluate(
    async ([before, asked]) => {
      interface Reply {
        content: {
          status: string;
          evalue?: string;
          user_expressions?: { asked: { status: string; evalue?: string; data?: Record<string, string> } };
        };
      }
      interface Kernel {
        requestExecute(content: object): { done: Promise<Reply> };
      }
      const { shell } = (
        window as unknown as {
          jupyterapp: { shell: { currentWidget: { sessionContext: { session: { kernel: Kernel } } } } };
        }
      ).jupyterapp;
      const { kernel } = shell.currentWidget.sessionContext.session;
      const request = { code: before, store_history: false, user_expressions: { asked } };
      const { content } = await kernel.requestExecute(request).done;
      const answer = content.user_expressions?.asked;
      if (content.status !== "ok" || answer?.status !== "ok") {
        throw new Error(`${content.evalue ?? answer?.evalue} in ${before} ${asked}`);
      }
      return String(answer.data?.["text/plain"]);
    },
    [code, `Buffer.from(JSON.stringify(${expression}) ?? "null").toString("base64")`] as const,
  );
  return JSON.parse(Buffer.from(text.slice(1, -1), "base64").toString());
}
