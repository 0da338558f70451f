import { readFileSync } from "node:fs";
import { explain } from "./explain.js";
import { type Verb, verbs } from "./verbs.js";

// ONNX Runtime would keep an id of this machine in the home folder and report to its maker: not from any process of ours.
process.env.ORT_DISABLE_TELEMETRY ??= "1";

const { version } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));
const [name, ...args] = process.argv.slice(2);

function usage(): string {
  const width = Math.max(...Object.keys(verbs).map((verb) => verb.length));
  const lines = Object.entries(verbs).map(
    ([verb, { summary }]) => `  peel ${verb.padEnd(width)}  ${summary}`,
  );
  return [
    "Usage: peel VERB [options]",
    "",
    ...lines,
    "",
    "peel VERB --help tells more of one verb; peel --version prints the version.",
    "",
  ].join("\n");
}

if (name === undefined || name === "--help" || name === "-h" || name === "help") {
  process.stdout.write(usage());
} else if (name === "--version" || name === "-v") {
  process.stdout.write(`${version}\n`);
} else if (!Object.hasOwn(verbs, name)) {
  process.stderr.write(`There is no verb "${name}".\n\n${usage()}`);
  process.exitCode = 2;
} else {
  try {
    const verb: Verb = await verbs[name].load();
    if (args.includes("--help") || args.includes("-h")) {
      const text = (await verb.usageFor?.(args)) ?? verb.usage;
      process.stdout.write(`${text.trim()}\n`);
    } else await verb.run(args);
  } catch (error) {
    const { message, exitCode } = explain(error);
    process.stderr.write(`${message}\n`);
    process.exitCode = exitCode;
  }
}
