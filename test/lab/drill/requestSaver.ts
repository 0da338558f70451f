import type { LabProcess } from "../../support/labProcess.js";
import type { Saver } from "./saver.js";

/** Saves through the API, as a program does, with a session whose kernel can die. */
export class RequestSaver implements Saver {
  private constructor(private lab: LabProcess) {}

  static async start(lab: LabProcess): Promise<RequestSaver> {
    const saver = new RequestSaver(lab);
    await saver.revive(lab);
    return saver;
  }

  async save(text: string): Promise<string | undefined> {
    const cell = { cell_type: "markdown", id: "a", metadata: {}, source: text };
    const content = { nbformat: 4, nbformat_minor: 5, metadata: {}, cells: [cell] };
    const body = JSON.stringify({ type: "notebook", content });
    try {
      const response = await this.lab.request("/api/contents/n.ipynb", { method: "PUT", body });
      return response.ok ? undefined : `${response.status} ${await response.text()}`;
    } catch (error) {
      return String(error);
    }
  }

  async revive(lab: LabProcess): Promise<void> {
    this.lab = lab;
    const body = JSON.stringify({ path: "n.ipynb", type: "notebook", kernel: { name: "peel" } });
    await lab.request("/api/sessions", { method: "POST", body });
  }

  kill(): void {}

  async close(): Promise<void> {}
}
