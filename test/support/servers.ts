import { startTestLab } from "./lab.js";
import { referenceIsThere, startReferenceServer } from "./referenceServer.js";

/** The servers that the same tests must pass on: ours, and the one it stands in for, where that is there. */
export const servers = [
  { name: "our server", start: startTestLab },
  ...(referenceIsThere() ? [{ name: "jupyter-server", start: startReferenceServer }] : []),
];
