/** What the site holds, in the order in which people read it. */

export interface Chapter {
  readonly title: string;
  /** files of docs/ without their ending, or paths from the repository's root */
  readonly pages: readonly string[];
}

export const chapters: readonly Chapter[] = [
  { title: "Start", pages: ["README.md", "docs/checklist.md", "docs/troubleshooting.md"] },
  {
    title: "How decoding works",
    pages: ["docs/depth.md", "docs/classes.md", "docs/instances.md", "docs/noise.md", "docs/dialects.md"],
  },
  {
    title: "Views",
    pages: [
      "docs/views.md",
      "docs/depth-view.md",
      "docs/normal-view.md",
      "docs/segmentation-view.md",
      "docs/step-views.md",
    ],
  },
  {
    title: "Generators",
    pages: [
      "docs/tasks.md",
      "docs/generators.md",
      "docs/inference.md",
      "docs/one-graph.md",
      "docs/onnx-pipelines.md",
      "models/README.md",
    ],
  },
  {
    title: "Evaluation",
    pages: ["docs/evaluation.md", "docs/datasets.md", "docs/samples.md", "docs/pool.md"],
  },
  {
    title: "Notebooks",
    pages: ["docs/kernel.md", "docs/execute.md", "docs/publish.md", "docs/bake.md", "docs/install.md"],
  },
  { title: "Files", pages: ["docs/commands.md", "docs/files.md", "docs/points.md"] },
  {
    title: "The house",
    pages: [
      "docs/architecture.md",
      "docs/security.md",
      "docs/server.md",
      "docs/dependencies.md",
      "docs/cite.md",
      "CONTRIBUTING.md",
      "CHANGELOG.md",
    ],
  },
];

/** Folders of notebooks, each a chapter of pages that explore. */
export const notebookFolders: readonly { readonly title: string; readonly folder: string }[] = [
  { title: "Tutorials", folder: "notebooks/tutorials" },
  { title: "Figures of the paper", folder: "notebooks/figures" },
  { title: "Exploration", folder: "notebooks/explore" },
];

/** What a cell imports, each with a page of reference: the name and the file that exports it. */
export const entries: readonly { readonly name: string; readonly file: string }[] = [
  { name: "vision-peel/color", file: "src/color/index.ts" },
  { name: "vision-peel/codecs", file: "src/codecs/index.ts" },
  { name: "vision-peel/image", file: "src/image/index.ts" },
  { name: "vision-peel/image/files", file: "src/image/files.ts" },
  { name: "vision-peel/geometry", file: "src/geometry/index.ts" },
  { name: "vision-peel/world", file: "src/world/index.ts" },
  { name: "vision-peel/prompts", file: "src/prompts/index.ts" },
  { name: "vision-peel/generators", file: "src/generators/index.ts" },
  { name: "vision-peel/tasks", file: "src/tasks/index.ts" },
  { name: "vision-peel/specialists", file: "src/specialists/index.ts" },
  { name: "vision-peel/inference", file: "src/inference/index.ts" },
  { name: "vision-peel/models", file: "src/models/index.ts" },
  { name: "vision-peel/samples", file: "src/samples/index.ts" },
  { name: "vision-peel/pool", file: "src/pool/index.ts" },
  { name: "vision-peel/metrics", file: "src/metrics/index.ts" },
  { name: "vision-peel/datasets", file: "src/datasets/index.ts" },
  { name: "vision-peel/evaluation", file: "src/evaluation/index.ts" },
  { name: "@vision-peel/widgets", file: "widgets/index.ts" },
  { name: "@vision-peel/kernel", file: "kernel-ext/index.ts" },
];
