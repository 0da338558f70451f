import { buildSite } from "./build.js";

const out = process.argv[2] ?? "site/out";
const { pages, names } = buildSite(out, (what) => process.stderr.write(`${what} …\n`));
process.stdout.write(`Wrote ${out}/index.html: ${pages} pages, ${names} names\n`);
