import type { Reporter, TestModule } from "vitest/node";

/** Only what needs a graphics card may be absent in continuous integration. */
const maySkip = /\bGPU\b/;

/**
 * Ends the run with one plain line, `N passed, N failed`, for people and for machines. With
 * PEEL_CI=1 a skipped test fails the run, unless it needs a GPU and says so in its name.
 */
export default class PlainSummary implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const counts = { passed: 0, failed: 0, skipped: 0 };
    const missing: string[] = [];
    for (const module of modules) {
      for (const test of module.children.allTests()) {
        const { state } = test.result();
        counts[state === "pending" ? "skipped" : state]++;
        if ((state === "skipped" || state === "pending") && !maySkip.test(test.fullName))
          missing.push(test.fullName);
      }
      // A file that cannot even be loaded has no tests to count; it is a failure all the same.
      if (module.state() === "failed" && module.children.size === 0) counts.failed++;
    }
    if (process.env.PEEL_CI === "1" && missing.length > 0) {
      console.log(`With PEEL_CI=1 nothing may be skipped, but these were:\n  ${missing.join("\n  ")}`);
      process.exitCode = 1;
    }
    const skipped = counts.skipped > 0 ? `, ${counts.skipped} skipped` : "";
    console.log(`${counts.passed} passed, ${counts.failed} failed${skipped}`);
  }
}
