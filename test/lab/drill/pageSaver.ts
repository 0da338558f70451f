import { type Browser, launchBrowser } from "../../support/browser.js";
import { openNotebook } from "../../support/lab.js";
import type { LabProcess } from "../../support/labProcess.js";
import { processesWith } from "../../support/processes.js";
import type { Saver } from "./saver.js";

interface App {
  shell: {
    currentWidget: {
      context: { save(): Promise<void> };
      content: { widgets: { model: { sharedModel: { setSource(text: string): void } } }[] };
    };
  };
}

/** Saves as a person does: types into JupyterLab, and saves there. */
export class PageSaver implements Saver {
  private isDead = false;

  private constructor(private browser: Browser) {}

  static async start(lab: LabProcess): Promise<PageSaver> {
    const saver = new PageSaver(await launchBrowser());
    await openNotebook(saver.browser.page, lab, "n.ipynb");
    return saver;
  }

  save(text: string): Promise<string | undefined> {
    const saved = this.browser.page.evaluate(async (source) => {
      const { context, content } = (window as unknown as { jupyterapp: App }).jupyterapp.shell.currentWidget;
      content.widgets[0].model.sharedModel.setSource(source);
      // A failed save asks what to do; nobody answers, and the page is loaded anew.
      const asked = new Promise<string>((resolve) => {
        const timer = setInterval(() => {
          const dialog = document.querySelector(".jp-Dialog");
          // The kernel's death is told, too.
          const isOfKernel = /kernel.*(died|restart)/i.test(dialog?.textContent ?? "");
          if (isOfKernel) dialog?.querySelector<HTMLElement>("button.jp-mod-accept")?.click();
          if (!dialog || isOfKernel) return;
          clearInterval(timer);
          resolve(dialog.textContent ?? "");
        }, 50);
      });
      return Promise.race([context.save().then(() => undefined), asked]);
    }, text);
    return saved.catch(String);
  }

  /** A new page, and where the old browser is dead, a new browser. */
  async revive(lab: LabProcess): Promise<void> {
    if (this.isDead) {
      await this.browser.close().catch(() => {});
      this.browser = await launchBrowser();
      this.isDead = false;
    }
    await openNotebook(this.browser.page, lab, "n.ipynb");
  }

  kill(): void {
    this.isDead = true;
    for (const { pid } of processesWith(this.browser.profile)) process.kill(pid, "SIGKILL");
  }

  async close(): Promise<void> {
    const { profile } = this.browser;
    await this.browser.close();
    if (processesWith(profile).length > 0) throw new Error("The browser left processes behind.");
  }
}
