import type { Random } from "./random.js";

/** What a field holds that should hold something else. JSON text, since `__proto__` does not survive as a literal. */
const oddities: readonly string[] = [
  "null",
  "true",
  "-1",
  "1e308",
  "0.5",
  '""',
  '"\\u0000\\ud800"',
  "[]",
  "[[],[[]]]",
  "{}",
  '{"__proto__":{"polluted":true}}',
  '{"constructor":{"prototype":{"polluted":true}}}',
  '{"toString":null,"valueOf":1}',
  '{"length":-1}',
  `"${"x".repeat(20_000)}"`,
  `"${"*".repeat(2000)}"`,
  `"${"(".repeat(2000)}"`,
  `${"[".repeat(500)}${"]".repeat(500)}`,
  `${'{"a":'.repeat(500)}1${"}".repeat(500)}`,
];

/** The fields that each request is read for. */
export const fieldsOf: Readonly<Record<string, readonly string[]>> = {
  complete_request: ["code", "cursor_pos"],
  inspect_request: ["code", "cursor_pos", "detail_level"],
  is_complete_request: ["code"],
  history_request: [
    "hist_access_type",
    "output",
    "raw",
    "session",
    "start",
    "stop",
    "n",
    "pattern",
    "unique",
  ],
  comm_info_request: ["target_name"],
  comm_open: ["comm_id", "target_name", "data"],
  comm_msg: ["comm_id", "data"],
  comm_close: ["comm_id", "data"],
  kernel_info_request: ["any"],
  connect_request: ["any"],
  execute_request: ["silent", "store_history", "user_expressions", "allow_stdin", "stop_on_error"],
  delete_subshell_request: ["subshell_id"],
  list_subshell_request: ["any"],
  input_reply: ["value", "status"],
  "": ["any"],
  __proto__x: ["__proto__"],
  future_request: ["any"],
};

/** A content with an odd value in each field or in some, as JSON text. */
export function oddContent(random: Random, msgType: string): string {
  if (random.int(10) === 0) return random.pick(oddities);
  const fields = (fieldsOf[msgType] ?? ["any"]).filter(() => random.int(4) > 0);
  const parts = fields.map((field) => `${JSON.stringify(field)}:${random.pick(oddities)}`);
  if (random.int(5) === 0) parts.push('"__proto__":{"polluted":true}');
  return `{${parts.join(",")}}`;
}

export const oddity = (random: Random): string => random.pick(oddities);
