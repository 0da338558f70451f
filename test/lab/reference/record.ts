/** Plays a script of requests to a server and writes down its answers, without what differs by chance. */
import type { TestLab } from "../../support/lab.js";
import { rawRequest } from "../../support/rawRequest.js";

/** A name, method, address and body; the name under which the answer's id is kept; more headers. */
export type Step = [
  name: string,
  method: string,
  path: string,
  body?: object | string,
  keepId?: string,
  headers?: Record<string, string>,
];

export interface Recorded {
  status: number;
  headers: Record<string, unknown>;
  body: unknown;
}

/** Headers of the connection, and the length, which differs with the spaces in JSON. */
const ofTheConnection = /^(date|connection|keep-alive|content-length|transfer-encoding|server)$/;
/** Headers whose content differs by chance: that there is one, is what counts. */
const ofChance = /^(etag|set-cookie)$/;

export async function record(lab: TestLab, script: Step[]): Promise<Map<string, Recorded>> {
  const kept: Record<string, string> = {};
  const plain = plainer(lab);
  const answers = new Map<string, Recorded>();
  for (const [name, method, path, body, keepId, headers] of script) {
    const text = typeof body === "object" ? JSON.stringify(body) : body;
    const answer = await rawRequest(
      lab,
      path.replace(/\{(\w+)\}/, (_, id) => kept[id]),
      {
        method,
        headers: {
          Authorization: `token ${lab.token}`,
          ...(text === undefined ? { "Content-Length": "0" } : { "Content-Type": "application/json" }),
          ...headers,
        },
        body: text,
      },
    );
    const isJson = /^application\/(.*\+)?json/.test(answer.headers["content-type"] ?? "");
    const value = isJson && answer.body !== "" ? JSON.parse(answer.body) : answer.body;
    if (keepId) kept[keepId] = (value as { id: string }).id;
    const own = Object.entries(answer.headers).filter(([header]) => !ofTheConnection.test(header));
    answers.set(name, {
      status: answer.status,
      headers: Object.fromEntries(
        own.map(([header, content]) => [header, ofChance.test(header) ? "‹some›" : plain(String(content))]),
      ),
      body: plainValue(value, plain),
    });
  }
  return answers;
}

export function plainValue(value: unknown, plain: (text: string) => string): unknown {
  if (typeof value === "string") return plain(value);
  if (Array.isArray(value)) return plainList(value, plain);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([key, item]) => [key, plainValue(item, plain)] as const);
  return Object.fromEntries(entries.map(([key, item]) => [key, byChance(key, item)]));
}

function byChance(key: string, item: unknown): unknown {
  if (states.includes(item)) return "‹state›";
  // Ids for cells that had none.
  return key === "id" && /^[0-9a-f]{8}$/.test(String(item)) ? "‹cell id›" : item;
}

/** How far a kernel is, is a matter of time. */
const states: unknown[] = ["starting", "idle", "busy"];

/** A folder is listed in no order: its entries are told apart by their names. */
function plainList(list: unknown[], plain: (text: string) => string): unknown {
  const values = list.map((item) => plainValue(item, plain));
  const isNamed = (value: unknown): value is { path: string } =>
    typeof value === "object" && value !== null && "path" in value && "writable" in value;
  if (values.length === 0 || !values.every(isNamed)) return values;
  return Object.fromEntries(values.map((value) => [value.path, value]));
}

/** Replaces what differs by chance: dates, ids (by the order in which they appear), the folder, the port. */
export function plainer({ root, port }: TestLab): (text: string) => string {
  const ids: string[] = [];
  const numberOf = (id: string) => {
    if (!ids.includes(id)) ids.push(id);
    return `‹id ${ids.indexOf(id) + 1}›`;
  };
  return (text) =>
    text
      .replaceAll(root, "‹root›")
      .replaceAll(`127.0.0.1:${port}`, "‹host›")
      .replace(/\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/g, numberOf)
      .replace(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)/g, "‹date›")
      .replaceAll("UTF-8", "utf-8")
      .replace(/\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT/g, "‹date›");
}
