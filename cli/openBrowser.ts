import { spawn } from "node:child_process";

/** Opens an address in the user's browser, if there is one; a machine without is no error. */
export function openBrowser(url: string): void {
  const [command, ...args] = commands[process.platform] ?? ["xdg-open"];
  const child = spawn(command, [...args, url], { stdio: "ignore", detached: true });
  child.on("error", () => {});
  child.unref();
}

const commands: Partial<Record<NodeJS.Platform, string[]>> = {
  darwin: ["open"],
  // `start` is built into the shell, and takes its first quoted word for a title.
  win32: ["cmd", "/c", "start", '""'],
};
