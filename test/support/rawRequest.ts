import { request as httpRequest, type IncomingHttpHeaders } from "node:http";

export interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  body: string;
}

/**
 * A request exactly as it is written: `fetch` resolves dots in the path before it sends it, and does not
 * let anybody forge Host and Origin.
 */
export function rawRequest(
  { port, host = "127.0.0.1" }: { port: number; host?: string },
  path: string,
  {
    method = "GET",
    headers = {},
    body,
  }: { method?: string; headers?: Record<string, string>; body?: string } = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    httpRequest({ host, port, path, headers, method }, async (response) => {
      let text = "";
      for await (const chunk of response) text += chunk;
      resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text });
    })
      .on("error", reject)
      .end(body);
  });
}
