/** Public models, fetched from a local hub that answers as the real one's reference says, well and badly. */
import { createHash } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  bytesOf,
  folderOf,
  lookUp,
  ModelError,
  modelNamed,
  modelsFolder,
  pull,
  pulledModels,
  remove,
} from "vision-peel/models";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";

const REPOSITORY = "owner/tiny-model";
const small = Buffer.from('{ "size": 4 }');
const large = Buffer.from(Array.from({ length: 200_000 }, (_, i) => (i * 31) % 251));
const sha256 = (bytes: Buffer) => createHash("sha256").update(bytes).digest("hex");
const gitSha1 = (bytes: Buffer) =>
  createHash("sha1").update(`blob ${bytes.length}\0`).update(bytes).digest("hex");

let server: ReturnType<typeof createServer>;
let folder: string;
let asked: { path: string; range: string | undefined; token: string | undefined }[] = [];
/** changed by tests: what the hub lists, and how it sends the large file */
let entries: object[];
let isPaged = false;
let sends: (response: ServerResponse, request: IncomingMessage) => void;
const usual = () => [
  { type: "directory", path: "onnx", size: 0, oid: "x" },
  { type: "file", path: "config.json", size: small.length, oid: gitSha1(small) },
  {
    type: "file",
    path: "onnx/model.onnx",
    size: 130,
    oid: "pointer",
    lfs: { oid: sha256(large), size: large.length },
  },
];
const sendLarge = (response: ServerResponse, { headers }: IncomingMessage, bytes = large) => {
  const from = Number(/bytes=(\d+)-/.exec(headers.range ?? "")?.[1] ?? 0);
  response
    .writeHead(from > 0 ? 206 : 200, { "content-length": bytes.length - from })
    .end(bytes.subarray(from));
};

beforeAll(async () => {
  server = createServer((request, response) => {
    const path = request.url ?? "";
    asked.push({ path, range: request.headers.range, token: request.headers.authorization });
    if (path === `/api/models/${REPOSITORY}`)
      response.end(JSON.stringify({ sha: "abc123", cardData: { license: "mit" } }));
    else if (path === `/api/models/${REPOSITORY}/tree/abc123?recursive=true${isPaged ? "&cursor=2" : ""}`)
      response.end(JSON.stringify(isPaged ? entries.slice(-1) : entries));
    else if (path === `/api/models/${REPOSITORY}/tree/abc123?recursive=true`)
      response
        .writeHead(200, { link: `<${process.env.HF_ENDPOINT}${path}&cursor=2>; rel="next"` })
        .end(JSON.stringify(entries.slice(0, -1)));
    else if (path === `/${REPOSITORY}/resolve/abc123/config.json`) response.end(small);
    else if (path === `/${REPOSITORY}/resolve/abc123/onnx/model.onnx`) sends(response, request);
    else response.writeHead(path.includes("private") ? 401 : 404).end("{}");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "peel-models-"));
  process.env.PEEL_MODELS = folder;
  process.env.HF_ENDPOINT = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  entries = usual();
  isPaged = false;
  sends = sendLarge;
  asked = [];
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
  for (const name of ["PEEL_MODELS", "HF_ENDPOINT", "HF_TOKEN"]) delete process.env[name];
});
const model = () => join(folderOf(REPOSITORY), "onnx/model.onnx");
const failure = async (): Promise<ModelError> => {
  const error = await lookUp(REPOSITORY)
    .then((info) => pull(info))
    .catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(ModelError);
  return error as ModelError;
};

describe("a public model", () => {
  it("is looked up with licence, revision and files, then fetched and checked", async () => {
    const info = await lookUp(REPOSITORY);
    expect(info).toMatchObject({ licence: "mit", revision: "abc123", repository: REPOSITORY });
    expect(info.files.map(({ path }) => path)).toEqual(["config.json", "onnx/model.onnx"]);
    expect(bytesOf(info)).toBe(small.length + large.length);
    const shares: number[] = [];
    const place = await pull(info, {
      onProgress: ({ bytes, totalBytes }) => shares.push(bytes / totalBytes),
    });
    expect(readFileSync(model())).toEqual(large);
    expect([...shares].sort((a, b) => a - b)).toEqual(shares);
    expect(shares.at(-1)).toBe(1);
    expect(await pulledModels()).toMatchObject([
      { repository: REPOSITORY, folder: place, licence: "mit", bytes: bytesOf(info) },
    ]);
  });

  it("is gone on with where it was left, and not fetched twice", async () => {
    sends = (response) => {
      response.writeHead(200, { "content-length": large.length });
      response.write(large.subarray(0, 70_000), () => setTimeout(() => response.destroy(), 20));
    };
    expect((await failure()).message).toContain("what was fetched is kept");
    const had = readFileSync(`${model()}.part`).length;
    expect(had).toBeGreaterThan(0);
    sends = sendLarge;
    asked = [];
    await pull(await lookUp(REPOSITORY));
    expect(asked.find(({ path }) => path.endsWith("model.onnx"))?.range).toBe(`bytes=${had}-`);
    expect(readFileSync(model())).toEqual(large);
    asked = [];
    await pull(await lookUp(REPOSITORY));
    expect(asked.filter(({ path }) => path.includes("resolve"))).toEqual([]);
  });

  it("comes whole from a server that knows no ranges, and a file that changed is fetched anew", async () => {
    mkdirSync(join(folderOf(REPOSITORY), "onnx"), { recursive: true });
    writeFileSync(`${model()}.part`, large.subarray(0, 1000));
    sends = (response) => response.end(large);
    await pull(await lookUp(REPOSITORY));
    expect(readFileSync(model())).toEqual(large);
    writeFileSync(model(), Buffer.alloc(large.length));
    await pull(await lookUp(REPOSITORY));
    expect(readFileSync(model())).toEqual(large);
  });

  it("is thrown away where it is not the file that the hub has", async () => {
    sends = (response, request) => sendLarge(response, request, Buffer.alloc(large.length, 7));
    expect((await failure()).message).toMatch(
      /onnx\/model\.onnx must be the file that the hub has, SHA-256 .* thrown away/,
    );
    expect(readdirSync(join(folderOf(REPOSITORY), "onnx"))).toEqual([]);
    expect(await pulledModels()).toEqual([]);
    sends = (response) => response.end(Buffer.alloc(large.length + 50_000));
    expect((await failure()).message).toContain("thrown away");
  });

  it("does not fill the disk: what cannot fit is not begun, and what did not is told", async () => {
    entries = [{ type: "file", path: "model.onnx", size: 2 ** 50, oid: "x" }];
    expect((await failure()).message).toContain("room on the disk");
    expect(asked.some(({ path }) => path.includes("resolve"))).toBe(false);
    entries = usual();
    mkdirSync(join(folderOf(REPOSITORY), "onnx"), { recursive: true });
    // A device that is always full.
    symlinkSync("/dev/full", `${model()}.part`);
    expect((await failure()).message).toMatch(
      /onnx\/model\.onnx must be room on the disk, but is a full disk/,
    );
  });

  it("writes nothing outside of its folder, whatever a hub lists", async () => {
    entries = [
      ...usual(),
      { type: "file", path: "../../evil", size: 1, oid: "x" },
      { type: "file", path: "/etc/evil", size: 1, oid: "x" },
    ];
    expect((await lookUp(REPOSITORY)).files).toHaveLength(2);
  });

  it("may be one for which a token is needed, which only the hub gets", async () => {
    process.env.HF_TOKEN = "hf_not_a_real_token";
    await pull(await lookUp(REPOSITORY));
    expect(new Set(asked.map(({ token }) => token))).toEqual(new Set(["Bearer hf_not_a_real_token"]));
    const error = await lookUp("owner/private").catch((reason: Error) => reason);
    expect(String(error)).toMatch(/only for those who may.*HF_TOKEN/);
    expect(String(error)).not.toContain("hf_not");
  });

  it("is whole, though its files are listed on several pages", async () => {
    isPaged = true;
    expect((await lookUp(REPOSITORY)).files.map(({ path }) => path)).toEqual([
      "config.json",
      "onnx/model.onnx",
    ]);
  });

  it.each([[[null]], [[{ type: "file", path: 3 }]], [[{ type: "file", path: "a", oid: "x" }]]])(
    "is told where its list is %j",
    async (odd) => {
      entries = odd as object[];
      expect((await failure()).message).toContain("listed with its files");
    },
  );

  it("is fetched by one at a time; what a killed process has left is taken over", async () => {
    const info = await lookUp(REPOSITORY);
    const both = await Promise.allSettled([pull(info), pull(info)]);
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const [{ reason }] = both.filter((one) => one.status === "rejected") as PromiseRejectedResult[];
    expect(reason.message).toContain("fetched by one at a time");
    expect(readFileSync(model())).toEqual(large);
    // No process has this number.
    writeFileSync(join(folderOf(REPOSITORY), ".pulling"), "4194305");
    await pull(info);
    expect(existsSync(join(folderOf(REPOSITORY), ".pulling"))).toBe(false);
  });

  it("is stopped by its signal, and removed", async () => {
    const stop = new AbortController();
    sends = (response) => {
      response.writeHead(200, { "content-length": large.length }).write(large.subarray(0, 1000));
      setTimeout(() => stop.abort(new Error("enough")), 30);
    };
    await expect(pull(await lookUp(REPOSITORY), { signal: stop.signal })).rejects.toThrow("enough");
    sends = sendLarge;
    const place = await pull(await lookUp(REPOSITORY));
    expect(await remove(REPOSITORY)).toBe(place);
    expect([existsSync(place), readdirSync(folder)]).toEqual([false, []]);
    await expect(remove(REPOSITORY)).rejects.toThrow("not there");
    // Names that lead elsewhere delete nothing.
    const beside = join(modelsFolder(), "..", "precious");
    mkdirSync(beside, { recursive: true });
    for (const name of ["../precious", "../..", "..", "a/../..", "a/.."]) {
      expect(() => modelNamed(name)).toThrow(ModelError);
      await expect(remove(name)).rejects.toThrow("not there");
    }
    expect(existsSync(beside)).toBe(true);
  });

  it.each([
    ["nothing", /one of moge-2-small, .* or OWNER\/NAME/],
    ["owner/missing", /status 404/],
  ])("that is called %s is told", async (name, message) => {
    await expect(lookUp(name)).rejects.toThrow(message);
  });

  it("cannot be had without a network", async () => {
    process.env.HF_ENDPOINT = "http://127.0.0.1:9";
    await expect(lookUp(REPOSITORY)).rejects.toThrow(/reachable at 127\.0\.0\.1:9/);
  });
});
