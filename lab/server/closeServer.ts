import type { Server } from "node:http";

/** How long a request under way may still take: a save must reach the disk. */
const patienceMs = 5000;

/** Stops listening, lets what is being answered end, and closes every connection. */
export async function closeServer(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  // A connection whose last answer has just been given stays open for more, unless it is told.
  const idle = setInterval(() => server.closeIdleConnections(), 20);
  const late = setTimeout(() => server.closeAllConnections(), patienceMs);
  server.closeIdleConnections();
  await closed;
  clearInterval(idle);
  clearTimeout(late);
}
