import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestLab, type TestLab } from "../support/lab.js";

let lab: TestLab;
beforeAll(async () => {
  lab = await startTestLab();
});
afterAll(() => lab.close());

const put = (path: string, body: object) => lab.request(path, { method: "PUT", body: JSON.stringify(body) });

/** The JSON that the page gives to JupyterLab. */
async function pageConfig(path: string): Promise<Record<string, unknown>> {
  const page = await (await lab.request(path)).text();
  const [, config] = /type="application\/json">(.*?)<\/script>/s.exec(page) ?? [];
  return JSON.parse(config);
}

describe("the page", () => {
  it("knows document, workspace and mode from its address", async () => {
    expect(await pageConfig("/lab/tree/a%20b/%C3%BC.ipynb")).toMatchObject({
      treePath: "a%20b/%C3%BC.ipynb",
      workspace: "default",
      mode: "multiple-document",
    });
    expect(await pageConfig("/lab/workspaces/mine/tree/x.ipynb")).toMatchObject({
      treePath: "x.ipynb",
      workspace: "mine",
    });
    expect(await pageConfig("/doc/tree/x.ipynb")).toMatchObject({ mode: "single-document" });
    expect((await pageConfig("/lab/tree/%3C!--%3Cscript%3E.ipynb")).treePath).toBe(
      "%3C!--%3Cscript%3E.ipynb",
    );
  });

  it("does not hold the token", async () => {
    expect(await (await lab.request("/lab")).text()).not.toContain(lab.token);
  });

  it("loads what exists", async () => {
    const page = await (await lab.request("/lab")).text();
    const urls = [...page.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, url]) => url);
    expect(urls.length).toBeGreaterThan(1);
    for (const url of urls) expect([url, (await lab.request(url)).status]).toEqual([url, 200]);
  });

  it("announces labextensions", async () => {
    const dir = join(lab.prefixDir, "share/jupyter/labextensions/@somebody/views");
    const build = { load: "static/remoteEntry.js", extension: "./extension" };
    mkdirSync(join(dir, "static"), { recursive: true });
    writeFileSync(join(dir, "package.json"), JSON.stringify({ jupyterlab: { _build: build } }));
    writeFileSync(join(dir, "static/remoteEntry.js"), "1;");
    mkdirSync(join(dir, "themes/@somebody/views"), { recursive: true });
    writeFileSync(join(dir, "themes/@somebody/views/index.css"), "body {}");
    expect((await lab.request("/lab/api/themes/@somebody/views/index.css")).status).toBe(200);
    expect((await lab.request("/lab/api/themes/@jupyterlab/theme-dark-extension/index.css")).status).toBe(
      200,
    );
    expect((await pageConfig("/lab")).federated_extensions).toEqual([{ name: "@somebody/views", ...build }]);
    expect((await lab.request("/lab/extensions/@somebody/views/static/remoteEntry.js")).status).toBe(200);
  });
});

describe("settings", () => {
  const themes = "/lab/api/settings/@jupyterlab/apputils-extension:themes";

  it("come with schemas and our defaults", async () => {
    interface Setting {
      id: string;
      schema: { properties: Record<string, { default: unknown }> };
      raw: string;
    }
    const { settings } = await lab.json<{ settings: Setting[] }>("/lab/api/settings");
    const manager = settings.find(({ id }) => id === "@jupyter-widgets/jupyterlab-manager:plugin");
    expect(manager?.schema.properties.saveState.default).toBe(true);
    const { settings: ids } = await lab.json<{ settings: object[] }>("/lab/api/settings?ids_only=true");
    expect(ids).toHaveLength(settings.length);
    expect(Object.keys(ids[0])).toEqual(["id"]);
  });

  it("are kept in the prefix", async () => {
    const raw = '{\n  // mine\n  "theme": "JupyterLab Dark"\n}';
    expect((await put(themes, { raw })).status).toBe(204);
    expect(await lab.json<object>(themes)).toMatchObject({ raw });
    expect((await put("/lab/api/settings/@no/such:plugin", { raw })).status).toBe(404);
    expect((await put(themes, {})).status).toBe(400);
  });
});

describe("workspaces", () => {
  it("are kept, listed and deleted", async () => {
    const workspace = { data: { layout: 1 }, metadata: { id: "lab/my work" } };
    const path = "/lab/api/workspaces/lab/my%20work";
    expect(await lab.json<object>(path)).toMatchObject({ data: {} });
    expect((await put(path, workspace)).status).toBe(204);
    expect(await lab.json<object>(path)).toMatchObject(workspace);
    const { workspaces } = await lab.json<{ workspaces: { ids: string[] } }>("/lab/api/workspaces");
    expect(workspaces.ids).toEqual(["lab/my work"]);
    expect((await put(path, { data: {}, metadata: { id: "other" } })).status).toBe(400);
    expect((await lab.request(path, { method: "DELETE" })).status).toBe(204);
    expect((await lab.request(path, { method: "DELETE" })).status).toBe(404);
  });
});

describe("the bundle", () => {
  it("carries the licences of what is in it", async () => {
    interface Report {
      bundles: { JupyterLab: { packages: { name: string; licenseId: string }[] } };
    }
    const { bundles } = await lab.json<Report>("/lab/api/licenses");
    const names = bundles.JupyterLab.packages.map(({ name }) => name);
    for (const name of ["@jupyterlab/application", "@jupyter-widgets/base", "react", "@codemirror/state"]) {
      expect(names).toContain(name);
    }
  });

  it("names nothing to load from elsewhere", async () => {
    const { fullStaticUrl } = await pageConfig("/lab");
    expect(fullStaticUrl).toBe("/static/lab");
    const bundle = readFileSync(new URL("../../lab/bundle/bundle.json", import.meta.url), "utf8");
    for (const entry of JSON.parse(bundle).entry) {
      const text = await (await lab.request(`/static/lab/${entry}`)).text();
      expect(text).not.toMatch(/https?:\/\/(cdn|unpkg)/);
    }
  });
});

describe("configuration", () => {
  it("is changed in depth, by null removed, and its keys are only keys", async () => {
    const patch = (body: string) => lab.json("/api/config/tree", { method: "PATCH", body });
    expect(await lab.json("/api/config/tree")).toEqual({});
    await patch('{ "a": { "b": 1, "c": [1] }, "d": 1 }');
    expect(await patch('{ "a": { "b": null, "e": { "f": null } }, "d": { "g": 2 } }')).toEqual({
      a: { c: [1], e: {} },
      d: { g: 2 },
    });
    await patch('{ "__proto__": { "harmed": true } }');
    expect(Object.keys(await lab.json<object>("/api/config/tree"))).toEqual(["a", "d", "__proto__"]);
    expect("harmed" in {}).toBe(false);
  });
});
