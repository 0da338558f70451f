/** A local server that answers as a test says, call by call, and keeps what it was asked. */
import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import sharp from "sharp";

export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

export type Answer = (response: ServerResponse, asked: Asked) => void;

export interface TestServer {
  readonly url: string;
  readonly asked: Asked[];
  /** Answers the next calls, one each; the last one stays. */
  answers(...answers: Answer[]): void;
  close(): Promise<void>;
}

export async function startServer(): Promise<TestServer> {
  const asked: Asked[] = [];
  let queue: Answer[] = [];
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const call = {
      method: request.method ?? "",
      path: request.url ?? "",
      headers: request.headers,
      body: Buffer.concat(parts),
    };
    asked.push(call);
    const answer = queue.length > 1 ? queue.shift() : queue[0];
    answer?.(response, call);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    answers(...answers) {
      queue = answers;
      asked.length = 0;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

export const json =
  (value: unknown, status = 200, headers: Record<string, string> = {}): Answer =>
  (response) => {
    response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(value));
  };

/** A picture of one colour as a file. */
export const pictureFile = async (
  format: "png" | "jpeg",
  rgb: [number, number, number] = [255, 0, 0],
  [width, height] = [32, 24],
): Promise<Buffer> =>
  sharp({ create: { width, height, channels: 3, background: { r: rgb[0], g: rgb[1], b: rgb[2] } } })
    [format]()
    .toBuffer();
