/** Language models behind gates and rewritings, against a local server. */
import { openLanguageModel, presenceBy, refer, rewriteBy, Secret, segment } from "vision-peel";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { json, startServer, type TestServer } from "../generators/hosted/server.js";
import { prompts, registerExactPainter, sceneAt } from "./exactPainter.js";

const { photo } = sceneAt(1);
const generator = "exact-test:1";
let server: TestServer;
beforeAll(async () => {
  registerExactPainter();
  server = await startServer();
});
afterAll(() => server.close());

const gemini = () =>
  openLanguageModel("gemini:tiny", { baseUrl: server.url, key: new Secret("k"), attempts: 1 });
const openai = () => openLanguageModel(`openai:tiny@${server.url}/v1`, { attempts: 1 });
const geminiSays = (text: string) => json({ candidates: [{ content: { parts: [{ text }] } }] });
const openaiSays = (content: string) => json({ choices: [{ message: { content } }] });

describe("a language model", () => {
  it("is asked by the paper's words whether something is there", async () => {
    server.answers((response, { body }) => {
      const isFloor = JSON.parse(body.toString()).contents[0].parts[1].text.includes("instance of floor ");
      geminiSays(isFloor ? "(A): Yes" : "(B)")(response, {} as never);
    });
    const { absent } = await segment(photo, ["floor", "elephant"], { generator, gate: presenceBy(gemini()) });
    expect(absent).toEqual(["elephant"]);
    const texts = server.asked.map(({ body }) => JSON.parse(body.toString()).contents[0].parts[1].text);
    expect(texts).toContain(
      "Is there an instance of elephant visible in this image? Choose your answer from the following options: (A): Yes, (B): No.",
    );
    expect(server.asked[0].path).toBe("/v1/models/tiny:generateContent");
  });

  it("rewrites queries, and its answer is painted by", async () => {
    server.answers(openaiSays('"The floor."\nBecause one walks on it.'));
    const { masks } = await refer(photo, ["what could I walk on?"], {
      generator,
      rewrite: rewriteBy(openai()),
    });
    expect(masks[0].described).toBe("The floor");
    expect(prompts.at(-1)).toContain("The floor is represented by");
    const [{ path, body }] = server.asked;
    const { messages, temperature } = JSON.parse(body.toString());
    expect([path, temperature]).toEqual(["/v1/chat/completions", 0]);
    expect(messages[0].content[0].image_url.url).toMatch(/^data:image\/png;base64,/);
    expect(messages[0].content[1].text).toContain('"what could I walk on?"');
  });

  it.each([
    ["words that are neither", openaiSays("Perhaps."), "bad-answer"],
    [
      "nothing",
      json({ choices: [{ message: { content: "" }, finish_reason: "content_filter" }] }),
      "refused",
    ],
    ["a refusal", json({}, 403), "unauthorized"],
  ])("that says %s is told", async (_, answer, fault) => {
    server.answers(answer);
    await expect(segment(photo, ["floor"], { generator, gate: presenceBy(openai()) })).rejects.toMatchObject({
      fault,
    });
  });

  it.each([
    ["(A): Yes", true],
    ["(B)", false],
    ["I do not see a cat. (B): No", false],
    ["A.", true],
    ["B: No", false],
    ["The answer is A.", true],
    ["No, there is none.", false],
    ["**(A)**", true],
    ["Yes", true],
  ])("understands %j", async (said, isThere) => {
    server.answers(openaiSays(said));
    const { absent } = await segment(photo, ["floor"], { generator, gate: presenceBy(openai()) });
    expect(absent).toEqual(isThere ? [] : ["floor"]);
  });

  it.each(["A cat is not visible.", "Either (A) or (B).", "perhaps"])(
    "does not guess at %j",
    async (said) => {
      server.answers(openaiSays(said));
      await expect(
        segment(photo, ["floor"], { generator, gate: presenceBy(openai()) }),
      ).rejects.toMatchObject({
        fault: "bad-answer",
      });
    },
  );

  it("tells odd answers", async () => {
    server.answers(json({ choices: 5 }));
    await expect(segment(photo, ["floor"], { generator, gate: presenceBy(openai()) })).rejects.toMatchObject({
      fault: "refused",
    });
  });

  it("is refused by another name", () => {
    expect(() => openLanguageModel("claude:x")).toThrow("must be gemini:MODEL or openai:MODEL@URL");
    expect(() => openLanguageModel("gemini:x", { key: "text" })).toThrow("must be a Secret");
  });
});
