/** A local server of Gemini's batch mode, after its reference (https://ai.google.dev/api/batch-api). */
import { type Answer, type Asked, json, startServer, type TestServer } from "./server.js";

export interface Item {
  readonly key: string;
  // biome-ignore lint/suspicious/noExplicitAny: what a client sends
  readonly request: any;
}

export interface ServedJob {
  readonly name: string;
  readonly displayName: string;
  readonly items: readonly Item[];
  readonly isFile: boolean;
  looks: number;
  cancelled: boolean;
}

/** How jobs go. */
export interface Course {
  /** looks until a job has ended */
  readonly looks?: number;
  /** what it ends as; default "BATCH_STATE_SUCCEEDED" */
  readonly end?: string;
  /** what an item is answered; undefined: nothing */
  readonly answer: (item: Item, i: number) => object | undefined;
  /** answers a call in another way; undefined: as usual */
  readonly instead?: (asked: Asked, usual: () => void) => Answer | undefined;
  /** bytes of an answer file are cut off behind so many */
  readonly cutAt?: number;
}

export interface BatchServer extends TestServer {
  readonly jobs: ServedJob[];
  course(next: Course): void;
  /** paths of the calls so far, in the document's words */
  calls(part: string): Asked[];
}

export async function startBatchServer(): Promise<BatchServer> {
  const server = await startServer();
  const jobs: ServedJob[] = [];
  const files = new Map<string, string>();
  let course: Course = { answer: () => undefined };

  const operation = (job: ServedJob): object => {
    const { looks = 1, end = "BATCH_STATE_SUCCEEDED", answer, cutAt } = course;
    const hasEnded = job.looks >= looks;
    const state = job.cancelled
      ? "BATCH_STATE_CANCELLED"
      : hasEnded
        ? end
        : `BATCH_STATE_${job.looks ? "RUNNING" : "PENDING"}`;
    const metadata = {
      ...{ "@type": "type.googleapis.com/google.ai.generativelanguage.v1main.GenerateContentBatch", state },
      displayName: job.displayName,
      batchStats: {
        requestCount: String(job.items.length),
        successfulRequestCount: hasEnded ? String(job.items.length) : undefined,
      },
    };
    if (!state.endsWith("SUCCEEDED")) return { name: job.name, metadata, ...(hasEnded && { done: true }) };
    const answers = job.items.map((item, i) => ({ item, told: answer(item, i) })).filter(({ told }) => told);
    if (!job.isFile) {
      const inlined = answers.map(({ item, told }) => ({ ...told, metadata: { key: item.key } }));
      return {
        name: job.name,
        metadata,
        done: true,
        response: { inlinedResponses: { inlinedResponses: inlined } },
      };
    }
    const file = `files/answers-${job.name.slice(8)}`;
    const lines = answers.map(({ item, told }) => `${JSON.stringify({ key: item.key, ...told })}\n`).join("");
    files.set(file, cutAt === undefined ? lines : lines.slice(0, cutAt));
    return { name: job.name, metadata, done: true, response: { responsesFile: file } };
  };

  const usual = ({ path, body }: Asked): Answer => {
    const url = new URL(path, server.url);
    if (url.pathname.endsWith(":batchGenerateContent")) {
      const { display_name: displayName, input_config: source } = JSON.parse(body.toString()).batch;
      const isFile = source.file_name !== undefined;
      const items: Item[] = isFile
        ? (files.get(source.file_name) ?? "")
            .trim()
            .split("\n")
            .map((line) => JSON.parse(line))
        : source.requests.requests.map((one: { request: object; metadata: { key: string } }) => ({
            ...{ key: one.metadata.key, request: one.request },
          }));
      const job = {
        name: `batches/job${jobs.length + 1}`,
        displayName,
        items,
        isFile,
        looks: 0,
        cancelled: false,
      };
      jobs.push(job);
      return json(operation(job));
    }
    if (url.pathname === "/upload/v1beta/files")
      return json({}, 200, { "x-goog-upload-url": `${server.url}/upload-session?id=${files.size}` });
    if (url.pathname === "/upload-session") {
      const name = `files/input${files.size}`;
      files.set(name, body.toString());
      return json({ file: { name, state: "ACTIVE" } });
    }
    if (url.pathname.startsWith("/download/v1beta/files/")) {
      const text = files.get(url.pathname.slice("/download/v1beta/".length).replace(/:download$/, ""));
      return (response) => void response.writeHead(text === undefined ? 404 : 200).end(text);
    }
    if (url.pathname === "/v1beta/batches") {
      // Two pages, so that a client has to turn them.
      const second = url.searchParams.get("pageToken") === "2";
      const half = Math.ceil(jobs.length / 2);
      return json({
        operations: (second ? jobs.slice(half) : jobs.slice(0, half)).map(operation),
        ...(!second && { nextPageToken: "2" }),
      });
    }
    const job = jobs.find(({ name }) => url.pathname.startsWith(`/v1beta/${name}`));
    if (!job) return json({ error: { code: 404, message: "no such batch" } }, 404);
    if (url.pathname.endsWith(":cancel")) {
      job.cancelled = true;
      return json({});
    }
    const told = operation(job);
    job.looks++;
    return json(told);
  };

  const route: Answer = (response, asked) => {
    const instead = course.instead?.(asked, () => usual(asked));
    (instead ?? usual(asked))(response, asked);
  };
  return {
    ...server,
    jobs,
    course(next) {
      course = next;
      jobs.length = 0;
      files.clear();
      server.answers(route);
    },
    calls: (part) => server.asked.filter(({ path }) => path.includes(part)),
  };
}

/** An item's answer with a picture. */
export const withPicture = (data: string): object => ({
  response: {
    candidates: [
      { content: { parts: [{ inlineData: { mimeType: "image/png", data } }] }, finishReason: "STOP" },
    ],
    modelVersion: "m-1",
  },
});
