/** Hostile pages and hostile notebooks in a real browser, whose user is logged in to the server. */
import { writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Browser, browserIsThere, launchBrowser } from "../support/browser.js";
import { openNotebook, startTestLab, type TestLab } from "../support/lab.js";

/** Serves an empty page, as anybody's site would be. */
async function hostileSite(): Promise<{ server: Server; port: number }> {
  const server = createServer((_, response) => response.setHeader("Content-Type", "text/html").end("<body>"));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { server, port: (server.address() as AddressInfo).port };
}

/**
 * What runs in a hostile page: it tries everything that browsers offer to reach the server, and tells what
 * it could read and whether anything let it in. Its only argument is the server's address.
 */
async function attack(target: string): Promise<Record<string, string>> {
  const answers: Record<string, string> = {};
  const attempt = async (name: string, run: () => Promise<string>) => {
    answers[name] = await run().catch(() => "refused");
  };
  const read =
    (init: RequestInit, path = "/api/contents") =>
    async () =>
      (await fetch(target + path, init)).text();
  await attempt("fetch", read({}));
  await attempt("fetch with cookies", read({ credentials: "include" }));
  await attempt("fetch of a file", read({ credentials: "include" }, "/files/secret.txt"));
  const body = JSON.stringify({ type: "file", format: "text", content: "harm" });
  await attempt("put", read({ method: "PUT", body, credentials: "include" }, "/api/contents/harm.txt"));
  // A "simple" request: the browser sends it without asking the server first.
  await attempt("blind post", async () => {
    const init = { method: "POST", mode: "no-cors", credentials: "include", body: "{}" } as const;
    await fetch(`${target}/api/kernels`, init);
    return "refused";
  });
  await attempt("websocket", async () => {
    const socket = new WebSocket(`${target.replace("http", "ws")}/api/events/subscribe`);
    return new Promise((resolve) => {
      socket.onopen = () => resolve("opened");
      socket.onerror = () => resolve("refused");
    });
  });
  const load = (tag: "img" | "script", path: string) => async () =>
    new Promise<string>((resolve) => {
      const element = document.createElement(tag);
      element.onload = () => resolve("loaded");
      element.onerror = () => resolve("refused");
      element.src = target + path;
      document.body.append(element);
    });
  await attempt("picture", load("img", "/files/picture.svg"));
  await attempt("script", load("script", "/files/script.js"));
  await attempt("script of the API", load("script", "/api/contents"));
  await attempt("frame", async () => {
    const frame = document.createElement("iframe");
    frame.src = `${target}/lab`;
    const loaded = new Promise((resolve) => frame.addEventListener("load", resolve));
    document.body.append(frame);
    await loaded;
    // A page that refuses to be framed is an error page of the browser, of another origin for everybody.
    return frame.contentDocument ? "loaded" : "refused";
  });
  await attempt("form", async () => {
    const [frame, form] = [document.createElement("iframe"), document.createElement("form")];
    frame.name = "answer";
    Object.assign(form, { method: "post", action: `${target}/api/sessions`, target: "answer" });
    document.body.append(frame, form);
    // Where forms are forbidden, nothing loads.
    const ended = new Promise((resolve) => {
      frame.addEventListener("load", resolve);
      setTimeout(resolve, 1000);
    });
    form.submit();
    await ended;
    return "refused";
  });
  return answers;
}

describe.runIf(browserIsThere())("an attack by", { timeout: 90_000 }, () => {
  let lab: TestLab;
  let browser: Browser;
  let site: Awaited<ReturnType<typeof hostileSite>>;
  beforeAll(async () => {
    lab = await startTestLab();
    site = await hostileSite();
    const names = ["evil.example", "rebound.example"].map((name) => `MAP ${name} 127.0.0.1`);
    browser = await launchBrowser({ switches: [`--host-resolver-rules=${names.join(", ")}`] });
    writeFileSync(join(lab.root, "secret.txt"), "a secret");
    writeFileSync(join(lab.root, "script.js"), "window.stolen = true");
    writeFileSync(join(lab.root, "picture.svg"), '<svg xmlns="http://www.w3.org/2000/svg"/>');
    await browser.page.goto(lab.url);
    await browser.page.waitForSelector("body[data-lab-ready]", { state: "attached" });
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await lab?.close();
    site?.server.close();
  });

  /** Nothing was started or written. */
  async function expectUnharmed(): Promise<void> {
    expect(await lab.json("/api/kernels")).toEqual([]);
    expect(await lab.json("/api/sessions")).toEqual([]);
    expect((await lab.request("/api/contents/harm.txt")).status).toBe(404);
  }
  const origin = () => `http://127.0.0.1:${lab.port}`;

  it("nobody: the user's own page gets all of it", async () => {
    // Without this, the attempts below could fail for reasons of their own.
    const { page } = browser;
    const answers = await page.evaluate(attack, origin());
    expect(answers.fetch).toContain("secret.txt");
    expect(answers["fetch of a file"]).toBe("a secret");
    expect(answers).toMatchObject({
      websocket: "opened",
      picture: "loaded",
      script: "loaded",
      frame: "loaded",
    });
    expect(await lab.json("/api/kernels")).toHaveLength(1);
    expect((await lab.request("/api/contents/harm.txt", { method: "DELETE" })).status).toBe(204);
    for (const { id } of await lab.json<{ id: string }[]>("/api/kernels"))
      await lab.request(`/api/kernels/${id}`, { method: "DELETE" });
  });

  // Another port of the same address is the "same site": cookies are sent there, whatever SameSite says.
  it.each(["127.0.0.1", "localhost", "evil.example"])("a page of %s", async (host) => {
    const page = await browser.context.newPage();
    await page.goto(`http://${host}:${site.port}/`);
    const answers = await page.evaluate(attack, origin());
    expect(new Set(Object.values(answers))).toEqual(new Set(["refused"]));
    expect(await page.evaluate(() => "stolen" in window)).toBe(false);
    await expectUnharmed();
    await page.close();
  });

  it("a name that is bound to this machine afterwards", async () => {
    const page = await browser.context.newPage();
    const rebound = `http://rebound.example:${lab.port}`;
    for (const path of ["/lab", `/lab?token=${lab.token}`, "/api/contents", "/files/secret.txt"]) {
      const response = await page.goto(rebound + path);
      expect([path, response?.status()]).toEqual([path, 403]);
      expect(await page.content()).not.toContain("secret");
    }
    const answers = await page.evaluate(attack, rebound);
    expect(new Set(Object.values(answers))).toEqual(new Set(["refused"]));
    await expectUnharmed();
    await page.close();
  });

  it("a page among the user's own files", async () => {
    writeFileSync(join(lab.root, "hostile.html"), "<body>");
    writeFileSync(
      join(lab.root, "hostile.svg"),
      `<svg xmlns="http://www.w3.org/2000/svg"><script>document.documentElement.id = "ran-" + origin</script></svg>`,
    );
    const page = await browser.context.newPage();
    await page.goto(`${origin()}/files/hostile.html`);
    expect(await page.evaluate(() => self.origin)).toBe("null");
    const answers = await page.evaluate(attack, origin());
    expect(new Set(Object.values(answers))).toEqual(new Set(["refused"]));
    expect(await page.evaluate(() => document.cookie).catch(() => "refused")).toBe("refused");
    await page.goto(`${origin()}/files/hostile.svg`);
    expect(await page.evaluate(() => document.documentElement.id)).toBe("ran-null");
    await expectUnharmed();
    await page.close();
  });

  it("the outputs and texts of a notebook that came from elsewhere", async () => {
    const run = (name: string) => `window.ran_${name}=1`;
    const bundles: Record<string, string>[] = [
      { "text/html": `<b>shown</b><script>${run("script")}</script>` },
      { "text/html": `<b>shown</b><img src=x onerror="${run("onerror")}"><svg onload="${run("onload")}"/>` },
      { "text/html": `<b>shown</b><iframe srcdoc="<script>parent.${run("frame")}</script>"></iframe>` },
      { "text/html": `<b>shown</b><a id="trap" href="javascript:${run("link")}">click</a>` },
      {
        "text/html": `<b>shown</b><form action="javascript:${run("form")}"><button id="send">x</button></form>`,
      },
      {
        "text/html": `<b>shown</b><style onload="${run("style")}">*{color:red}</style><base href="http://evil.example/">`,
      },
      { "text/html": `<b>shown</b><math><mtext><img src=x onerror="${run("math")}"></mtext></math>` },
      {
        "text/html": `<b>shown</b><object data="javascript:${run("object")}"></object><embed src="javascript:1">`,
      },
      {
        "image/svg+xml": `<svg xmlns="http://www.w3.org/2000/svg" onload="${run("svg")}"><script>${run("inner")}</script><text>shown</text></svg>`,
      },
      { "application/javascript": run("javascript"), "text/plain": "shown" },
      { "text/markdown": `shown <img src=x onerror="${run("markdown")}"> [x](javascript:${run("mdlink")})` },
      { "text/latex": `shown $\\href{javascript:${run("latex")}}{x}$ <img src=x onerror="${run("tex")}">` },
    ];
    const output = (data: object) => ({ output_type: "display_data", data, metadata: {} });
    const cells = [
      {
        cell_type: "markdown",
        id: "text",
        metadata: { trusted: true },
        source: `# shown\n<img src=x onerror="${run("cell")}"><script>${run("cellscript")}</script>`,
      },
      ...bundles.map((data, i) => ({
        cell_type: "code",
        id: `c${i}`,
        metadata: { trusted: true },
        execution_count: 1,
        outputs: [output(data)],
        source: "",
      })),
    ];
    const metadata = {
      kernelspec: { name: "peel", display_name: "TypeScript (Peel)", language: "typescript" },
    };
    const notebook = { nbformat: 4, nbformat_minor: 5, metadata, cells };
    writeFileSync(join(lab.root, "hostile.ipynb"), JSON.stringify(notebook));
    const { page } = browser;
    await openNotebook(page, lab, "hostile.ipynb");
    const outputs = page.locator(".jp-OutputArea-output");
    await expect.poll(() => outputs.count(), { timeout: 20_000 }).toBeGreaterThanOrEqual(8);
    for (const trap of await page
      .locator("#trap, #send, .jp-RenderedMarkdown a, .jp-RenderedLatex a")
      .all()) {
      await trap.click({ timeout: 2000, force: true }).catch(() => {});
    }
    expect(await page.evaluate(() => Object.keys(window).filter((name) => name.startsWith("ran_")))).toEqual(
      [],
    );
    const shown = await page.locator(".jp-RenderedMarkdown, .jp-OutputArea-output").allTextContents();
    expect(shown.filter((text) => text.includes("shown")).length).toBeGreaterThanOrEqual(9);
    const remains = await page
      .locator(".jp-Notebook .jp-Cell *")
      .evaluateAll((elements) =>
        elements.flatMap(({ localName, attributes }) => [
          ...(/^(script|base|object|embed|foreignobject)$/.test(localName) ? [localName] : []),
          ...[...attributes]
            .filter(({ name, value }) => /^on|^srcdoc$/.test(name) || /^\s*javascript:/i.test(value))
            .map(({ name, value }) => `${localName} ${name}=${value}`),
        ]),
      );
    expect(remains).toEqual([]);
    expect(page.url()).toContain("hostile.ipynb");
  });
});
