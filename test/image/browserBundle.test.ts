import { build } from "esbuild";
import { expect, it } from "vitest";

it.each(["color", "codecs", "image", "image/formats", "geometry"])(
  "vision-peel/%s runs in the page: bundled with no Node polyfill",
  async (room) => {
    // A Node built-in would fail the build: esbuild finds none for the page.
    const { outputFiles, warnings } = await build({
      stdin: { contents: `export * from "vision-peel/${room}";`, resolveDir: process.cwd() },
      bundle: true,
      format: "esm",
      platform: "browser",
      write: false,
      logLevel: "silent",
    });
    expect(warnings).toEqual([]);
    const bundle = await import(
      `data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString("base64")}`
    );
    expect(Object.keys(bundle).length).toBeGreaterThan(1);
  },
);
