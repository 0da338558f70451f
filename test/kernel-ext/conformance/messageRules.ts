/** What the messaging specification says that each message holds; as strict as the official suite. */
import type { Json, Message } from "@vision-peel/kernel/wire";

type Rule = (value: unknown) => boolean;
type Fields = Record<string, Rule>;

const text: Rule = (value) => typeof value === "string";
const number: Rule = (value) => typeof value === "number";
const flag: Rule = (value) => typeof value === "boolean";
const object: Rule = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
const listOf =
  (rule: Rule): Rule =>
  (value) =>
    Array.isArray(value) && value.every(rule);
const oneOf =
  (...allowed: string[]): Rule =>
  (value) =>
    allowed.includes(value as string);
const optional =
  (rule: Rule): Rule =>
  (value) =>
    value === undefined || rule(value);
const bundle: Rule = (value) =>
  object(value) && Object.keys(value as Json).every((type) => /^[\w\-+.]+\/[\w\-+.]+$/.test(type));

const header: Fields = {
  msg_id: text,
  username: text,
  session: text,
  date: (value) => !Number.isNaN(Date.parse(String(value))),
  msg_type: text,
  version: (value) => /^5\.\d+$/.test(String(value)),
};
const failure: Fields = { status: oneOf("error"), ename: text, evalue: text, traceback: listOf(text) };
const shown: Fields = { data: bundle, metadata: object, transient: optional(object) };

const contents: Record<string, Fields> = {
  kernel_info_reply: {
    status: oneOf("ok"),
    protocol_version: text,
    implementation: text,
    implementation_version: text,
    language_info: object,
    banner: text,
    help_links: listOf((link) => text((link as Json).text) && text((link as Json).url)),
  },
  execute_reply: {
    status: oneOf("ok"),
    execution_count: number,
    payload: listOf((entry) => text((entry as Json).source)),
    user_expressions: object,
  },
  complete_reply: {
    status: oneOf("ok"),
    matches: listOf(text),
    cursor_start: number,
    cursor_end: number,
    metadata: object,
  },
  is_complete_reply: {
    status: oneOf("complete", "incomplete", "invalid", "unknown"),
    indent: optional(text),
  },
  history_reply: {
    status: oneOf("ok"),
    history: listOf((entry) => Array.isArray(entry) && entry.length === 3),
  },
  inspect_reply: { status: oneOf("ok"), found: flag, data: bundle, metadata: object },
  interrupt_reply: { status: oneOf("ok") },
  status: { execution_state: oneOf("busy", "idle", "starting") },
  execute_input: { code: text, execution_count: number },
  execute_result: { ...shown, execution_count: number },
  display_data: shown,
  stream: { name: oneOf("stdout", "stderr"), text },
  clear_output: { wait: flag },
  error: { ename: text, evalue: text, traceback: listOf(text) },
  iopub_welcome: { subscription: text },
};

/** Every way in which a message differs from the specification; none for a good one. */
export function faultsOf(message: Message): string[] {
  const { msg_type: type } = message.header;
  const { status } = message.content;
  const fields = type.endsWith("_reply") && status === "error" ? failure : contents[type];
  if (!fields) return [`${type}: not a message that this suite knows`];
  return [
    ...faultsIn({ ...message.header }, header, `${type} header`),
    ...faultsIn(message.content, fields, type),
    ...["parent_header", "metadata"]
      .filter((part) => !object(message[part as "metadata"]))
      .map((part) => `${type}: ${part} is no object`),
  ];
}

function faultsIn(part: Json, fields: Fields, where: string): string[] {
  return Object.entries(fields)
    .filter(([name, rule]) => !rule(part[name]))
    .map(([name]) => `${where}: ${name} is ${JSON.stringify(part[name])}`);
}
