import { cases } from "./cases.js";
import { runBench } from "./runBench.js";

process.exitCode = await runBench(process.argv.slice(2), cases, {
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
});
