import { dirname, join } from "node:path";
import { HttpError } from "../../errors.js";
import type { Tree } from "../contents/paths.js";
import { readJson } from "../exchange.js";
import { empty, file, json } from "../reply.js";
import type { Route } from "../router.js";
import type { Kernels } from "./kernels.js";

/** `/api/kernels`, `/api/kernelspecs` and the kernels' logos. */
export function kernelRoutes(kernels: Kernels, tree: Tree): Route[] {
  const { specs } = kernels;
  return [
    {
      method: "GET",
      pattern: "api/kernels",
      run: () => json(kernels.list().map((kernel) => kernel.model())),
    },
    {
      method: "POST",
      pattern: "api/kernels",
      run: async ({ request }) => {
        const { name, path } = await readJson(request);
        const cwd = workingDir(tree, typeof path === "string" ? path : "");
        const kernel = await kernels.start(typeof name === "string" ? name : undefined, cwd);
        return json(kernel.model(), 201, { Location: `/api/kernels/${kernel.id}` });
      },
    },
    { method: "GET", pattern: "api/kernels/:id", run: ({ params }) => json(kernels.find(params.id).model()) },
    {
      method: "DELETE",
      pattern: "api/kernels/:id",
      run: async ({ params }) => {
        await kernels.find(params.id).shutdown();
        return empty();
      },
    },
    {
      method: "POST",
      pattern: "api/kernels/:id/interrupt",
      run: async ({ params }) => {
        await kernels.find(params.id).interrupt();
        return empty();
      },
    },
    {
      method: "POST",
      pattern: "api/kernels/:id/restart",
      run: async ({ params }) => {
        const kernel = kernels.find(params.id);
        await kernel.restart();
        return json(kernel.model());
      },
    },
    {
      method: "GET",
      pattern: "api/kernelspecs",
      run: async () => {
        const entries = (await specs.list()).map(({ name, spec, resources }) => [
          name,
          { name, spec, resources },
        ]);
        return json({ default: await specs.defaultName(), kernelspecs: Object.fromEntries(entries) });
      },
    },
    {
      method: "GET",
      pattern: "api/kernelspecs/:name",
      run: async ({ params }) => {
        const { name, spec, resources } = await specs.find(params.name);
        return json({ name, spec, resources });
      },
    },
    {
      method: "GET",
      pattern: "kernelspecs/:name/:file",
      run: async ({ params }) => {
        const { dir, resources } = await specs.find(params.name);
        const known = Object.values(resources).some((url) => url.endsWith(`/${params.file}`));
        if (!known) throw new HttpError(404, "There is no such file.");
        return file(join(dir, params.file));
      },
    },
  ];
}

/** A notebook's kernel works in the notebook's folder. */
export function workingDir(tree: Tree, notebookPath: string): string {
  return notebookPath === "" ? tree.root : dirname(tree.resolve(notebookPath));
}
