import { expect, it } from "vitest";

// A name that disappears breaks notebooks: change these lists only on purpose, and say so in CHANGELOG.md.
it.each([
  "",
  "/color",
  "/codecs",
  "/image",
  "/image/files",
  "/geometry",
  "/geometry/files",
  "/world",
  "/datasets",
  "/evaluation",
])("vision-peel%s exports these names", async (path) => {
  const room: object = await import(`vision-peel${path}`);
  expect(Object.keys(room).sort()).toMatchSnapshot();
});
