import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    // Two cores: real kernels, servers and browsers are started by tests, so few files run at once.
    maxWorkers: 2,
    // Texts are compared without colours; test/kernel-ext/colours.test.ts has them.
    env: { NO_COLOR: "1" },
    testTimeout: 90_000,
    hookTimeout: 60_000,
    // Vitest waits one second where none is named: less than a busy browser takes to paint.
    expect: { poll: { timeout: 15_000 } },
    globalSetup: ["test/support/globalSetup.ts"],
    reporters: ["default", "./test/support/plainSummary.ts"],
  },
});
