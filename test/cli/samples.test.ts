/** `peel samples` against a server of the test's own, and against the local copies that stand in for the page. */
import { spawn } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { openSamples, PUBLISHED_SAMPLES, samplesNamed } from "vision-peel/samples";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { sharedPath, skipsWithout } from "../support/sharedData.js";
import { type Ended, peel } from "./peel.js";

const program = fileURLToPath(new URL("../../cli/bin/peel.mjs", import.meta.url));
const isSkipped = skipsWithout("data/vision_banana");
const local = sharedPath("data/vision_banana");
const CROISSANTS = "files/images/insseg/insseg1_2.png";

let folder: string;
let server: ReturnType<typeof createServer>;
let asked: { path: string; range: string | undefined }[] = [];
let answer: (response: ServerResponse, request: IncomingMessage) => void;
const env = () => ({
  PEEL_SAMPLES: folder,
  PEEL_SAMPLES_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}/page`,
});

/** Without blocking the server, which is in this process. */
function samples(...args: string[]): Promise<Ended> {
  const child = spawn(process.execPath, [program, "samples", ...args], { env: { ...process.env, ...env() } });
  const ended: Ended = { code: null, stdout: "", stderr: "" };
  child.stdout.on("data", (bytes) => {
    ended.stdout += bytes;
  });
  child.stderr.on("data", (bytes) => {
    ended.stderr += bytes;
  });
  child.stdin.end();
  return new Promise((resolve) => child.on("close", (code) => resolve({ ...ended, code })));
}

beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push({ path: String(request.url), range: request.headers.range });
    answer(response, request);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});
afterAll(() => server.close());
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "peel-samples-"));
  asked = [];
  answer = (response) => response.writeHead(404).end();
  return () => rmSync(folder, { recursive: true, force: true });
});

describe("the manifest", () => {
  it("names each picture once, with a hash, and each painting's prompt and photo", () => {
    expect(PUBLISHED_SAMPLES).toHaveLength(54);
    expect(new Set(PUBLISHED_SAMPLES.map(({ name }) => name)).size).toBe(54);
    for (const { path, sha256, bytes, photo, prompt } of PUBLISHED_SAMPLES) {
      expect(path).toMatch(/^files\/images\/(depth|insseg|normal|refseg|semseg)\/[\w-]+\.(png|jpe?g)$/);
      expect([sha256, bytes > 10_000]).toEqual([expect.stringMatching(/^[0-9a-f]{64}$/), true]);
      expect(photo === undefined).toBe(prompt === undefined);
      if (photo !== undefined) expect(samplesNamed([photo])[0].prompt).toBeUndefined();
    }
    expect(PUBLISHED_SAMPLES.filter(({ prompt }) => prompt !== undefined)).toHaveLength(30);
  });
});

describe("without anything fetched", () => {
  it("lists and tells without asking anybody", async () => {
    const { code, stdout } = await samples("list", "depth");
    expect([code, stdout]).toEqual([0, expect.stringContaining("None of the 54 published pictures is here")]);
    expect(stdout).toMatch(/· depth_kinkaku_1 .* painted of depth_kinkaku_0, figure 7/);
    const info = await samples("info", "insseg1_2", "--json");
    expect(JSON.parse(info.stdout)).toMatchObject({
      ...{ kind: "instances", bytes: 378641, photo: "insseg1", figure: 3, path: CROISSANTS },
      prompt: expect.stringContaining("RGB(88, 50, 82)"),
      licence: expect.stringContaining("none stated"),
    });
    expect(asked).toEqual([]);
  });

  it("gives a notebook nothing, in words", async () => {
    const none = await openSamples({ from: folder });
    expect([none.isEmpty, none.find("depth_kinkaku_1")]).toEqual([true, undefined]);
    expect(String(none)).toMatch(/^None of the 54 .*peel samples pull/);
    expect(() => none.find("depth_kinkaku")).toThrow(/write depth_kinkaku_[01]/);
    await expect(openSamples({ from: join(folder, "none") })).rejects.toThrow(/from must be a folder/);
  });

  it.each([
    [["pull", "depth"], /--yes must be given.*none stated/],
    [["pull", "dept", "--yes"], /write depth, or look/],
    [["pull", "--from", "/nowhere"], /from must be a folder/],
    [["info"], /write peel samples info depth_kinkaku_1/],
    [["info", "depth"], /followed by one picture's name/],
    [["remove"], /fetched before, but is not there/],
    [["fetch"], /one of info, list, pull, remove/],
  ])("refuses %j", async (args, message) => {
    expect(await samples(...args)).toMatchObject({ code: 2, stderr: expect.stringMatching(message) });
    expect(asked).toEqual([]);
  });

  it("says what is wrong with the page", async () => {
    expect(await samples("pull", "insseg1_2", "--yes")).toMatchObject({
      ...{ code: 2, stderr: expect.stringMatching(/on the paper's page, but is answered with status 404/) },
    });
    const offline = { PEEL_SAMPLES: folder, PEEL_SAMPLES_URL: "http://127.0.0.1:9" };
    expect(peel(["samples", "pull", "insseg1_2", "--yes"], { env: offline })).toMatchObject({
      ...{ code: 2, stderr: expect.stringMatching(/the paper's page must be reachable at 127\.0\.0\.1:9/) },
    });
  });

  it("keeps no other file than the published one", async () => {
    answer = (response) => response.end(Buffer.alloc(378_641, 7));
    expect(await samples("pull", "insseg1_2", "--yes")).toMatchObject({
      ...{ code: 2, stderr: expect.stringMatching(/the file that the page has, SHA-256 .*thrown away/) },
    });
    expect(readdirSync(join(folder, "files/images/insseg"))).toEqual([]);
  });
});

describe.skipIf(isSkipped)("with the published pictures", () => {
  const bytes = isSkipped ? Buffer.alloc(0) : readFileSync(join(local, "insseg1_2.png"));
  const send = (response: ServerResponse, { headers }: IncomingMessage) => {
    const from = Number(/bytes=(\d+)-/.exec(headers.range ?? "")?.[1] ?? 0);
    response.writeHead(from > 0 ? 206 : 200).end(bytes.subarray(from));
  };

  it("fetches, tells source and licence, and does not fetch again; remove takes it away, and it alone", async () => {
    answer = send;
    writeFileSync(join(folder, "mine.txt"), "mine");
    const first = await samples("pull", "insseg1_2", "--yes");
    expect(first).toMatchObject({ code: 0, stdout: `${folder}\n` });
    expect(first.stderr).toMatch(/vision-banana\.github\.io[\s\S]*from +http[\s\S]*none stated[\s\S]*1 of 1/);
    expect(readFileSync(join(folder, CROISSANTS)).equals(bytes)).toBe(true);
    expect(asked).toEqual([{ path: `/page/${CROISSANTS}`, range: undefined }]);
    expect(await samples("pull", "insseg1_2", "--yes")).toMatchObject({ code: 0 });
    expect(asked).toHaveLength(1);
    expect((await samples("list", "instances")).stdout).toMatch(/✓ insseg1_2 /);
    expect(await samples("remove")).toMatchObject({
      code: 0,
      stderr: expect.stringMatching(/^Removed 1 of/),
    });
    expect([existsSync(join(folder, CROISSANTS)), existsSync(join(folder, "mine.txt"))]).toEqual([
      false,
      true,
    ]);
  });

  it("goes on where it was left", async () => {
    answer = send;
    mkdirSync(join(folder, "files/images/insseg"), { recursive: true });
    writeFileSync(join(folder, `${CROISSANTS}.part`), bytes.subarray(0, 100_000));
    expect(await samples("pull", "insseg1_2", "--yes")).toMatchObject({ code: 0 });
    expect(asked.map(({ range }) => range)).toEqual(["bytes=100000-"]);
  });

  it("takes a folder instead of the page, what is as published of it", async () => {
    const { code, stderr } = await samples("pull", "--from", local);
    expect([code, stderr]).toEqual([0, expect.stringMatching(/12 of 54 are here[\s\S]*depth_banana_0/)]);
    expect(asked).toEqual([]);
    const here = await openSamples({ from: folder });
    expect([here.here.length, String(here)]).toEqual([12, "12 of the 54 published pictures are here."]);
    const painted = await here.find("depth_kinkaku_1")?.read();
    expect([painted?.width, painted?.height]).toEqual([896, 1200]);
  });

  it("lets a folder stand in, photos of another size told apart", async () => {
    const here = await openSamples({ from: local });
    expect(here.find("depth_kinkaku_1")?.isPublished).toBe(true);
    expect(here.find("depth_kinkaku_0")?.isPublished).toBe(false);
    expect(String(here)).toMatch(/in another form/);
    expect((await samples("list", "depth", "--from", local)).stdout).toMatch(/~ depth_kinkaku_0/);
  });
});
