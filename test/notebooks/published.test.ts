/**
 * Every notebook runs in the real kernel and shows what is committed: text, numbers, pictures, views. In short runs the
 * first tutorial stands for all.
 */
import { readdirSync } from "node:fs";
import { expect, it } from "vitest";
import { peel } from "../support/peel.js";

const all = readdirSync("notebooks", { recursive: true, encoding: "utf8" })
  .filter((path) => path.endsWith(".ipynb") && !path.startsWith("."))
  .map((path) => `notebooks/${path}`)
  .sort();
const first = "notebooks/tutorials/01-first-light.ipynb";

it.each(process.env.PEEL_CI === "1" ? all : [first])(
  "%s is what it says",
  { timeout: 300_000 },
  async (path) => {
    const { code, err } = await peel("publish", "--check", path);
    expect({ code, err: err.split("\n").slice(-4).join("\n") }).toMatchObject({ code: 0 });
  },
);
