import type { Reporter, TestModule } from "vitest/node";

/**
 * Ends the run with one plain line, `N passed, N failed`, for people and for machines.
 * With PEEL_CI=1 nothing may skip but tests that say in their name that they need a GPU.
 */
export default class PlainSummary implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const forbidden: string[] = [];
    const counts = { passed: 0, failed: 0, skipped: 0, pending: 0 };
    for (const module of modules) {
      for (const test of module.children.allTests()) {
        const { state } = test.result();
        counts[state]++;
        if (state === "skipped" && !/\bGPU\b/.test(test.fullName)) forbidden.push(test.fullName);
      }
      // A file that cannot even be loaded has no tests to count; it is a failure all the same.
      if (module.state() === "failed" && module.children.size === 0) counts.failed++;
    }
    const skipped = counts.skipped + counts.pending;
    if (process.env.PEEL_CI === "1" && forbidden.length > 0) {
      console.log(`With PEEL_CI=1 nothing may skip, but these did:\n  ${forbidden.join("\n  ")}`);
      process.exitCode = 1;
    }
    console.log(`${counts.passed} passed, ${counts.failed} failed${skipped ? `, ${skipped} skipped` : ""}`);
  }
}
