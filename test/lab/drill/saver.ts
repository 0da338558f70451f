import type { LabProcess } from "../../support/labProcess.js";

/** What saves, and can be brought back after a death. */
export interface Saver {
  /** Resolves to undefined when the save was acknowledged, else to why it was not. */
  save(text: string): Promise<string | undefined>;
  /** Begins anew after the death of the server or its own. */
  revive(lab: LabProcess): Promise<void>;
  kill(): void;
  close(): Promise<void>;
}
