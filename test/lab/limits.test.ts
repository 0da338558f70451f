/** How often, how much, from where: what the server refuses, and that it says why. */

import { existsSync, readFileSync } from "node:fs";
import { connect } from "node:net";
import { networkInterfaces } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import { Attempts } from "../../lab/dist/server/attempts.js";
import { Turnstile } from "../../lab/dist/server/turnstile.js";
import { KernelSocket } from "../support/kernelSocket.js";
import { startTestLab, type TestLab } from "../support/lab.js";
import { rawRequest } from "../support/rawRequest.js";

let lab: TestLab;
beforeAll(async () => {
  lab = await startTestLab();
});
afterAll(() => lab.close());

const authorization = () => ({ Authorization: `token ${lab.token}` });
/** An address of this machine that others could reach, if it has one. */
const outward = Object.values(networkInterfaces())
  .flat()
  .find((face) => face && !face.internal && face.family === "IPv4")?.address;

describe("wrong tokens", () => {
  it("are counted per address and forgotten after a minute", () => {
    let now = 0;
    const attempts = new Attempts(() => now);
    for (let i = 0; i < 20; i++) {
      attempts.check("a");
      attempts.add("a");
    }
    expect(() => attempts.check("a")).toThrow("Try again in 60 s");
    expect(() => attempts.check("b")).not.toThrow();
    now = 59_999;
    expect(() => attempts.check("a")).toThrow("Try again in 1 s");
    now = 60_000;
    expect(() => attempts.check("a")).not.toThrow();
  });

  it("end in 429 for a while, yet who is in works on, and nobody is locked out", async () => {
    const own = await startTestLab();
    try {
      const page = await rawRequest(own, `/lab?token=${own.token}`);
      const Cookie = page.headers["set-cookie"]?.[0].split(";")[0] ?? "";
      const wrong = (headers: Record<string, string> = {}) =>
        rawRequest(own, "/api/status?token=wrong", { headers });
      const foreign = { "Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate" };
      for (let i = 0; i < 30; i++) expect((await wrong(foreign)).status).toBe(403);
      for (let i = 0; i < 20; i++) expect((await wrong()).status).toBe(403);
      const refused = await wrong();
      expect(refused.status).toBe(429);
      expect(JSON.parse(refused.body).message).toMatch(/^Too many wrong tokens came from 127\.0\.0\.1\./);
      expect(Number(refused.headers["retry-after"])).toBeGreaterThan(0);
      const right = await rawRequest(own, `/api/status?token=${own.token}`);
      expect(right.status).toBe(200);
      expect((await rawRequest(own, "/api/status", { headers: { Cookie } })).status).toBe(200);
      const socket = new WebSocket(`ws://127.0.0.1:${own.port}/api/events/subscribe?token=wrong`);
      const status = await new Promise((resolve) => {
        socket.on("unexpected-response", (_, response) => resolve(response.statusCode));
        socket.on("error", () => {});
      });
      expect(status).toBe(429);
    } finally {
      await own.close();
    }
  });
});

it("connections that begin a request and do not go on are closed", async () => {
  const sockets = Array.from({ length: 50 }, () => connect(lab.port, "127.0.0.1"));
  let closed = 0;
  for (const socket of sockets) {
    socket
      .on("error", () => {})
      .once("close", () => {
        closed++;
      });
    socket.on("data", () => {});
    socket.write("GET /api HTTP/1.1\r\nHost: localhost\r\nX-a: ");
  }
  await expect.poll(() => closed, { timeout: 50_000 }).toBe(50);
}, 60_000);

describe("large saves", () => {
  it("wait for each other, so that memory is enough for all", async () => {
    const turnstile = new Turnstile(10);
    let [inside, most] = [0, 0];
    const passed: number[] = [];
    const weights = [6, 6, 4, 25, 1, 1];
    await Promise.all(
      weights.map((weight) =>
        turnstile.pass(weight, async () => {
          inside += Math.min(weight, 10);
          most = Math.max(most, inside);
          await new Promise((resolve) => setTimeout(resolve, 5));
          passed.push(weight);
          inside -= Math.min(weight, 10);
        }),
      ),
    );
    expect(most).toBe(10);
    expect(passed.sort()).toEqual([...weights].sort());
    await expect(turnstile.pass(10, () => Promise.reject(new Error("broken")))).rejects.toThrow("broken");
    expect(await turnstile.pass(10, async () => "free")).toBe("free");
  });

  it("at once all arrive whole, and one that breaks off keeps nobody waiting", async () => {
    const broken = connect(lab.port, "127.0.0.1");
    const head = `PUT /api/contents/broken.txt HTTP/1.1\r\nHost: localhost\r\nAuthorization: token ${lab.token}\r\n`;
    broken.write(`${head}Content-Length: ${380 * 2 ** 20}\r\n\r\n{"type": "file"`);
    await new Promise((resolve) => setTimeout(resolve, 100));
    const contents = [1, 2, 3].map((n) => String(n).repeat(9 * 2 ** 20));
    const saves = contents.map((content, i) =>
      lab.request(`/api/contents/large-${i}.txt`, {
        method: "PUT",
        body: JSON.stringify({ type: "file", format: "text", content }),
      }),
    );
    broken.destroy();
    expect((await Promise.all(saves)).map(({ status }) => status)).toEqual([201, 201, 201]);
    for (const [i, content] of contents.entries())
      expect(readFileSync(join(lab.root, `large-${i}.txt`), "utf8") === content).toBe(true);
    expect(existsSync(join(lab.root, "broken.txt"))).toBe(false);
  });
});

describe("sizes", () => {
  it("of bodies end in 413, declared or not, and the server lives", async () => {
    const patch = { method: "PATCH", body: "x".repeat(2 ** 20 + 1) };
    const declared = await rawRequest(lab, "/api/contents/a", {
      ...patch,
      headers: { ...authorization(), "Content-Length": String(patch.body.length) },
    });
    const streamed = await rawRequest(lab, "/api/contents/a", {
      ...patch,
      headers: { ...authorization(), "Transfer-Encoding": "chunked" },
    });
    for (const { status, body } of [declared, streamed]) {
      expect([status, JSON.parse(body).message]).toEqual([413, "The request is larger than 1 MiB."]);
    }
    const boast = { ...authorization(), "Content-Length": String(2 ** 40) };
    const lie = await rawRequest(lab, "/api/contents/a", { method: "PUT", headers: boast });
    expect(lie.status).toBe(413);
    expect((await lab.request("/api/status")).status).toBe(200);
  });

  it("of headers end in 431", async () => {
    const headers = { ...authorization(), "X-Long": "x".repeat(32_768) };
    expect((await rawRequest(lab, "/api/status", { headers })).status).toBe(431);
  });

  it("of WebSocket messages close the connection with 1009, and the kernel lives", async () => {
    const { id } = await lab.json<{ id: string }>("/api/kernels", { method: "POST", body: "{}" });
    const socket = await KernelSocket.open(lab, id);
    const closed = new Promise((resolve) => socket.webSocket.once("close", resolve));
    socket.webSocket.send(Buffer.alloc(256 * 2 ** 20 + 1));
    expect(await closed).toBe(1009);
    const other = await KernelSocket.open(lab, id);
    expect((await other.execute("1")).reply.content.status).toBe("ok");
    other.close();
  });
});

describe("addresses", () => {
  it("beyond the loopback do not answer", async () => {
    const answerOf = (host: string) =>
      new Promise<string>((resolve) => {
        connect({ host, port: lab.port })
          .once("connect", () => resolve("connected"))
          .once("error", ({ code }: NodeJS.ErrnoException) => resolve(code ?? ""));
      });
    for (const host of [outward ?? "127.0.0.3", "127.0.0.2"]) {
      expect([host, await answerOf(host)]).toEqual([host, "ECONNREFUSED"]);
    }
  });

  it("beyond the loopback must be asked for twice", async () => {
    for (const host of ["0.0.0.0", "::", "192.168.0.7", "example.com", outward ?? "0.0.0.0"]) {
      await expect(startTestLab({ host })).rejects.toThrow("also say --allow-remote");
    }
    await expect(startTestLab({ host: "192.0.2.1", allowRemote: true })).rejects.toThrow(
      "192.0.2.1 is no address of this machine.",
    );
    const v6 = await startTestLab({ host: "::1" }).catch(() => undefined);
    await v6?.close();
  });

  it("that were asked for twice answer to that address, and still to no forged name", async () => {
    const open = await startTestLab({ host: "0.0.0.0", allowRemote: true });
    try {
      const headers = { Authorization: `token ${open.token}` };
      const place = { port: open.port, host: outward };
      expect((await rawRequest(place, "/api/status")).status).toBe(403);
      expect((await rawRequest(place, "/api/status", { headers })).status).toBe(200);
      const forged = { ...headers, Host: "evil.example" };
      expect((await rawRequest(place, "/api/status", { headers: forged })).status).toBe(403);
      const origin = { ...headers, Origin: "http://evil.example" };
      expect((await rawRequest(place, "/api/status", { headers: origin })).status).toBe(403);
      // From inside, the outward name is as foreign as any.
      const inside = { ...headers, Host: `${outward}:${open.port}` };
      expect((await rawRequest(open, "/api/status", { headers: inside })).status).toBe(403);
      expect(new URL(open.url).hostname).toBe("127.0.0.1");
    } finally {
      await open.close();
    }
  });
});

describe("the log", () => {
  it("tells of requests and never of the token", async () => {
    let log = "";
    const own = await startTestLab({
      logRequests: true,
      onLog: (text) => {
        log += text;
      },
    });
    const { headers } = await own.request(`/lab?token=${own.token}`);
    const cookie = headers.get("set-cookie")?.split(";")[0].split("=")[1] ?? "none";
    await own.request(`/api/contents/${cookie}?token=${own.token}`);
    await own.request(`/api/status?a=1&token=%${own.token.charCodeAt(0).toString(16)}${own.token.slice(1)}`);
    await own.close();
    expect(log).toMatch(
      /^GET \/lab\?token=… 200 [\d.]+ ms\nGET \/api\/contents\/…\?token=… 404 [\d.]+ ms\nGET \/api\/status\?a=1&token=… 200 /,
    );
    expect(log).not.toContain(own.token.slice(1));
  });
});

describe("a cell that prints without end", () => {
  it(
    "is cut short for the page with one warning, fills no memory, and can be interrupted",
    { timeout: 120_000 },
    async () => {
      const created = await rawRequest(lab, "/api/kernels", {
        method: "POST",
        headers: authorization(),
        body: JSON.stringify({ name: "peel" }),
      });
      const socket = await KernelSocket.open(lab, JSON.parse(created.body).id);
      await socket.request("execute_request", { code: "1" });
      const id = socket.send("execute_request", { code: "for (let i = 0; ; i++) console.log('line', i)" });
      const streams = () =>
        socket.received
          .filter(
            ({ message: { header, parent_header } }) =>
              header.msg_type === "stream" && parent_header.msg_id === id,
          )
          .map(({ message }) => message.content);
      const warnings = () => streams().filter(({ name }) => name === "stderr");
      await expect.poll(() => warnings().length, { timeout: 60_000 }).toBe(1);
      await new Promise((resolve) => setTimeout(resolve, 2000));
      await socket.request("interrupt_request", {}, "control");
      await socket.idleAfter(id);
      expect(warnings()).toEqual([
        { name: "stderr", text: expect.stringMatching(/^This cell has printed more than 16 MiB/) },
      ]);
      const printed = streams()
        .map(({ text }) => text)
        .join("").length;
      expect(printed).toBeGreaterThan(12 * 2 ** 20);
      expect(printed).toBeLessThan(17 * 2 ** 20);
      const code = "Math.round(process.memoryUsage.rss() / 2 ** 20)";
      const asked = socket.send("execute_request", { code });
      await socket.idleAfter(asked);
      const result = await socket.find(
        (message) => message.header.msg_type === "execute_result" && message.parent_header.msg_id === asked,
      );
      expect(Number(result.content.data["text/plain"])).toBeLessThan(700);
      await socket.request("execute_request", { code: "console.log('again')" });
      expect(socket.received.some(({ message }) => message.content.text === "again\n")).toBe(true);
    },
  );
});
