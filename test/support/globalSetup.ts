import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Gives the whole test run a temporary HOME, so that nothing a test starts can touch the user's own. */
export default function setup(): () => void {
  const home = mkdtempSync(join(tmpdir(), "peel-test-home-"));
  process.env.HOME = home;
  process.env.USERPROFILE = home;
  process.env.ORT_DISABLE_TELEMETRY = "1";
  process.env.PEEL_STATE_DIR = join(home, "state");
  return () => rmSync(home, { recursive: true, force: true });
}
