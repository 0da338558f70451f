import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { installKernelspec } from "@vision-peel/kernel/install";
import { installLabextension, type Lab, type LabOptions, startLab } from "@vision-peel/lab";
import type { Page } from "playwright-core";

const projectRoot = fileURLToPath(new URL("../../", import.meta.url));

export interface TestLab extends Lab {
  /** the folder that is served: a temporary one */
  root: string;
  prefixDir: string;
  /** what its WebSockets speak */
  protocol: "v1" | "legacy";
  /** Asks the server with the token. */
  request(path: string, init?: RequestInit): Promise<Response>;
  /** Asks, expects success, and resolves to the parsed answer. */
  json<T>(path: string, init?: RequestInit): Promise<T>;
}

export interface TestLabOptions extends Omit<Partial<LabOptions>, "prefixDir"> {
  /** copies `notebooks/` into the served folder */
  withNotebooks?: boolean;
  /** installs the views; needs `npm run build` */
  withViews?: boolean;
  /** serves this folder, which stays; left out: a new temporary one, which is removed at the end */
  root?: string;
}

/** Starts the real server with the real kernel on a free port. */
export async function startTestLab(options: TestLabOptions = {}): Promise<TestLab> {
  const { root, prefixDir, remove } = prepareFolder(options);
  const { withNotebooks: _, withViews: __, ...labOptions } = options;
  const lab = await startLab({ port: 0, exposeAppInBrowser: true, ...labOptions, root, prefixDir });
  return {
    ...lab,
    ...clientOf(lab),
    protocol: "v1",
    root,
    prefixDir,
    async close() {
      await lab.close();
      remove();
    },
  };
}

/** The folder to serve, with the kernel in a prefix inside it, and how to remove it. */
export function prepareFolder(options: TestLabOptions) {
  const root = options.root ?? mkdtempSync(join(tmpdir(), "peel-lab-"));
  const prefixDir = join(root, ".peel");
  mkdirSync(root, { recursive: true });
  if (options.withNotebooks)
    cpSync(join(projectRoot, "notebooks"), join(root, "notebooks"), { recursive: true });
  // Cells find packages from their notebook's folder upward.
  if (!existsSync(join(root, "node_modules"))) {
    symlinkSync(join(projectRoot, "node_modules"), join(root, "node_modules"));
  }
  installKernelspec({ prefixDir, preload: options.withViews ? ["@vision-peel/widgets"] : [] });
  if (options.withViews) {
    installLabextension({ builtDir: join(projectRoot, "widgets/labextension"), prefixDir });
  }
  const remove = () => {
    if (!options.root) rmSync(root, { recursive: true, force: true });
  };
  return { root, prefixDir, remove };
}

/** Asks a server with its token. */
export function clientOf({
  port,
  token,
}: {
  port: number;
  token: string;
}): Pick<TestLab, "request" | "json"> {
  const request = (path: string, init: RequestInit = {}) =>
    fetch(`http://127.0.0.1:${port}${path}`, {
      ...init,
      headers: { Authorization: `token ${token}`, ...init.headers },
    });
  return {
    request,
    async json(path, init) {
      const response = await request(path, init);
      if (!response.ok)
        throw new Error(`${init?.method ?? "GET"} ${path}: ${response.status} ${await response.text()}`);
      return response.json();
    },
  };
}

let workspaces = 0;

/**
 * Opens a notebook in a workspace of its own (the default one restores what was open before) and waits
 * until its kernel can run cells: running one earlier makes JupyterLab ask for a kernel.
 */
export async function openNotebook(
  page: Page,
  lab: Pick<TestLab, "port" | "token">,
  path: string,
): Promise<void> {
  workspaces++;
  const tree = path.split("/").map(encodeURIComponent).join("/");
  await page.goto(
    `http://127.0.0.1:${lab.port}/lab/workspaces/test-${workspaces}/tree/${tree}?token=${lab.token}`,
  );
  await waitForKernel(page);
}

/** Waits until the page and the kernel of the current notebook are ready, as after a reload. */
export async function waitForKernel(page: Page): Promise<void> {
  await page.waitForFunction(() => "jupyterapp" in window);
  await page.evaluate(async () => {
    interface Panel {
      context?: { ready: Promise<void> };
      sessionContext?: { ready: Promise<void>; session?: { kernel?: { info: Promise<unknown> } } };
    }
    interface App {
      restored: Promise<unknown>;
      shell: { currentWidget: Panel | null };
    }
    const { restored, shell } = (window as unknown as { jupyterapp: App }).jupyterapp;
    await restored;
    while (!shell.currentWidget?.sessionContext) await new Promise((resolve) => setTimeout(resolve, 50));
    await shell.currentWidget.context?.ready;
    await shell.currentWidget.sessionContext.ready;
    await shell.currentWidget.sessionContext.session?.kernel?.info;
  });
}

/** Runs a JupyterLab command in the page and waits for it. */
export async function runCommand(page: Page, command: string, args: object = {}): Promise<void> {
  await page.evaluate(
    async ([name, values]) => {
      interface App {
        commands: { execute(name: string, args: object): Promise<unknown> };
      }
      await (window as unknown as { jupyterapp: App }).jupyterapp.commands.execute(
        name as string,
        values as object,
      );
    },
    [command, args] as const,
  );
}
