/** The lab at a path of its own, as behind a reverse proxy that serves others, too. */
import { writeFileSync } from "node:fs";
import { createServer, request as httpRequest, type Server } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { browserIsThere, launchBrowser } from "../support/browser.js";
import { startTestLab, type TestLab } from "../support/lab.js";

let lab: TestLab;
beforeAll(async () => {
  lab = await startTestLab({ baseUrl: "peel/one", allowHosts: ["localhost:1"] });
});
afterAll(() => lab.close());

describe("a base URL", () => {
  it("is in front of every address, and nothing is elsewhere", async () => {
    expect(new URL(lab.url).pathname).toBe("/peel/one/lab");
    const opened = await fetch(lab.url);
    expect(opened.status).toBe(200);
    // Another lab behind the same host keeps its own.
    expect(opened.headers.get("set-cookie")).toContain("; Path=/peel/one/;");
    for (const [path, status] of [
      ["/peel/one/api/status", 200],
      ["/peel/one/api/contents?content=0", 200],
      ["/peel/one/static/favicons/idle.svg", 200],
      ["/api/status", 404],
      ["/peel/oneapi/status", 404],
      ["/peel/one/../../api/status", 404],
      ["/", 404],
    ] as const)
      expect([path, (await lab.request(path)).status]).toEqual([path, status]);
    const created = await lab.request("/peel/one/api/contents", {
      method: "POST",
      body: '{ "type": "file" }',
    });
    expect(created.headers.get("location")).toBe("/peel/one/api/contents/untitled");
    for (const path of ["/peel/one", "/peel/one/"]) {
      const { status, headers } = await lab.request(path, { redirect: "manual" });
      expect([status, headers.get("location")]).toEqual([302, "/peel/one/lab"]);
    }
    const { kernelspecs } = await lab.json<{ kernelspecs: { peel: { resources: Record<string, string> } } }>(
      "/peel/one/api/kernelspecs",
    );
    const logo = kernelspecs.peel.resources["logo-svg"];
    expect((await lab.request(logo)).headers.get("content-type")).toBe("image/svg+xml");
  });

  it("is a plain path", async () => {
    for (const baseUrl of ["/a b/", "/../", "/a?b", '/"/'])
      await expect(startTestLab({ baseUrl })).rejects.toThrow(/--base-url must be a path/);
  });
});

/** Passes everything on as it comes, WebSockets included, and tells its own Host. */
function proxyTo(target: { port: number }): Promise<Server> {
  const proxy = createServer((incoming, answer) => {
    const { method, url, headers } = incoming;
    const passed = httpRequest(
      { host: "127.0.0.1", port: target.port, method, path: url, headers },
      (response) => {
        answer.writeHead(response.statusCode ?? 500, response.headers);
        response.pipe(answer);
      },
    );
    passed.on("error", () => answer.destroy());
    incoming.pipe(passed);
  });
  proxy.on("upgrade", ({ url, headers }, socket) => {
    const lines = Object.entries(headers).map((pair) => pair.join(": "));
    const passed = connect(target.port, "127.0.0.1", () => {
      passed.write(`GET ${url} HTTP/1.1\r\n${lines.join("\r\n")}\r\n\r\n`);
      passed.pipe(socket).pipe(passed);
    });
    for (const end of [socket, passed]) end.on("error", () => end.destroy());
  });
  return new Promise((resolve) => proxy.listen(0, "127.0.0.1", () => resolve(proxy)));
}

it.runIf(browserIsThere())(
  "JupyterLab runs a cell through a proxy of another name",
  { timeout: 120_000 },
  async () => {
    const browser = await launchBrowser();
    const target = { port: 0 };
    const proxy = await proxyTo(target);
    const { port } = proxy.address() as AddressInfo;
    const own = await startTestLab({ baseUrl: "/peel/", allowHosts: [`lab.localhost:${port}`] });
    target.port = own.port;
    const cell = {
      cell_type: "code",
      id: "a",
      metadata: {},
      execution_count: null,
      outputs: [],
      source: "6 * 7",
    };
    const kernelspec = { name: "peel", display_name: "TypeScript (Peel)", language: "typescript" };
    const notebook = { nbformat: 4, nbformat_minor: 5, metadata: { kernelspec }, cells: [cell] };
    writeFileSync(join(own.root, "a.ipynb"), JSON.stringify(notebook));
    try {
      const { page } = browser;
      await page.goto(`http://lab.localhost:${port}/peel/lab/tree/a.ipynb?token=${own.token}`);
      await page.locator(".jp-Notebook-ExecutionIndicator[data-status=idle]").waitFor({ timeout: 90_000 });
      await page.locator(".jp-Notebook .cm-content").first().click();
      await page.keyboard.press("Control+Enter");
      await page.locator(".jp-OutputArea-output", { hasText: "42" }).waitFor({ timeout: 60_000 });
      expect(new URL(page.url()).pathname).toMatch(/^\/peel\/lab/);
      // Every request counts as a problem that goes elsewhere than to 127.0.0.1.
      const inBase = `asks http://lab.localhost:${port}/peel/`;
      expect(browser.problems.filter((problem) => !problem.startsWith(inBase))).toEqual([]);
    } finally {
      await browser.close();
      proxy.closeAllConnections();
      proxy.close();
      await own.close();
    }
  },
);
