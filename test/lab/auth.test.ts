import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import { startTestLab, type TestLab } from "../support/lab.js";
import { rawRequest } from "../support/rawRequest.js";

let lab: TestLab;
beforeAll(async () => {
  lab = await startTestLab();
});
afterAll(() => lab.close());

const ask = (path: string, headers: Record<string, string> = {}, method = "GET") =>
  rawRequest(lab, path, { headers, method });

describe("the token", () => {
  it("is needed for everything but static files", async () => {
    const closed = [
      "/api/contents",
      "/api/kernels",
      "/api/kernelspecs",
      "/api/status",
      "/files/x",
      "/lab/api/settings",
    ];
    for (const path of [...closed, "/api/no-such-thing", "/lab", "/"]) {
      expect([path, (await ask(path)).status]).toEqual([path, 403]);
    }
    expect((await ask("/api/kernels", {}, "POST")).status).toBe(403);
    expect((await ask("/favicon.ico")).status).toBe(200);
  });

  it("is taken from header, query and cookie, and refused when wrong", async () => {
    expect((await ask("/api/status", { Authorization: `token ${lab.token}` })).status).toBe(200);
    expect((await ask("/api/status", { Authorization: `Bearer ${lab.token}` })).status).toBe(200);
    expect((await ask(`/api/status?token=${lab.token}`)).status).toBe(200);
    expect((await ask("/api/status?token=wrong")).status).toBe(403);
    expect((await ask("/api/status", { Authorization: "token wrong" })).status).toBe(403);
    const [cookie] = (await ask(`/lab?token=${lab.token}`)).headers["set-cookie"] ?? [];
    expect(cookie).toMatch(/HttpOnly; SameSite=Strict$/);
    expect(cookie).not.toContain(lab.token);
    expect((await ask("/api/status", { Cookie: cookie.split(";")[0] })).status).toBe(200);
    expect((await ask("/api/status", { Cookie: `peel-lab-${lab.port}=wrong` })).status).toBe(403);
  });

  it("tells people in a browser what to do", async () => {
    const { status, body } = await ask("/lab", { Accept: "text/html" });
    expect(status).toBe(403);
    expect(body).toContain("terminal");
  });
});

describe("the origin", () => {
  const authorized = () => ({ Authorization: `token ${lab.token}` });

  it("of another site is refused", async () => {
    for (const Origin of ["http://evil.example", "null", `http://127.0.0.1:${lab.port + 1}`]) {
      expect((await ask("/api/status", { ...authorized(), Origin })).status).toBe(403);
    }
    const own = { Origin: `http://127.0.0.1:${lab.port}` };
    expect((await ask("/api/status", { ...authorized(), ...own })).status).toBe(200);
  });

  it("a Host that is not this machine is refused, even with the token", async () => {
    for (const Host of ["evil.example", `evil.example:${lab.port}`, "127.0.0.1.evil.example"]) {
      expect((await ask("/api/status", { ...authorized(), Host })).status).toBe(403);
    }
    expect((await ask("/api/status", { ...authorized(), Host: `localhost:${lab.port}` })).status).toBe(200);
  });

  it("counts for WebSockets, too", async () => {
    const open = (headers: Record<string, string>, query = "") =>
      new Promise<number>((resolve) => {
        const url = `ws://127.0.0.1:${lab.port}/api/events/subscribe${query}`;
        const webSocket = new WebSocket(url, { headers });
        webSocket.on("open", () => {
          resolve(101);
          webSocket.terminate();
        });
        webSocket.on("unexpected-response", (_, response) => resolve(response.statusCode ?? 0));
        webSocket.on("error", () => {});
      });
    expect(await open(authorized())).toBe(101);
    expect(await open({}, `?token=${lab.token}`)).toBe(101);
    expect(await open({})).toBe(403);
    expect(await open({ ...authorized(), Origin: "http://evil.example" })).toBe(403);
    expect(await open({ ...authorized(), Host: "evil.example" })).toBe(403);
  });

  it("may be a name that the user has given, as that of a reverse proxy, with TLS or without", async () => {
    const own = await startTestLab({ allowHosts: ["Lab.Example.org", "other.example:8443"] });
    const statusOf = async (headers: Record<string, string>) =>
      (await rawRequest(own, "/api/status", { headers: { Authorization: `token ${own.token}`, ...headers } }))
        .status;
    for (const [Host, Origin, status] of [
      ["lab.example.org", "https://lab.example.org", 200],
      ["lab.example.org", "http://lab.example.org", 200],
      [`127.0.0.1:${own.port}`, "https://lab.example.org", 200],
      ["other.example:8443", "https://other.example:8443", 200],
      ["other.example", "https://other.example", 403],
      ["lab.example.org", "https://evil.example", 403],
      ["lab.example.org", "https://lab.example.org.evil.example", 403],
      ["evil.example", "https://lab.example.org", 403],
    ] as const)
      expect([Host, Origin, await statusOf({ Host, Origin })]).toEqual([Host, Origin, status]);
    await own.close();
    for (const name of ["http://a", "a b", "", "*"])
      await expect(startTestLab({ allowHosts: [name] })).rejects.toThrow(
        /--allow-host must be the name of a host/,
      );
  });

  it.runIf(process.platform === "linux")(
    "may be any address of the loopback that is listened on",
    async () => {
      const own = await startTestLab({ host: "127.0.0.2" });
      expect((await fetch(own.url)).status).toBe(200);
      expect(new URL(own.url).hostname).toBe("127.0.0.2");
      await own.close();
    },
  );

  it("is protected by headers", async () => {
    const { headers } = await ask("/api/status", authorized());
    expect(headers["x-content-type-options"]).toBe("nosniff");
    expect((await ask(`/lab?token=${lab.token}`)).headers["content-security-policy"]).toContain(
      "frame-ancestors",
    );
  });
});
