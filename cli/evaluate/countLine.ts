/** "Hypersim test by exact: 12/40": over itself on a terminal; elsewhere a line for each new title. */
export function makeCountLine(
  isTerminal = process.stderr.isTTY,
  write = (text: string) => void process.stderr.write(text),
): { show(title: string, done: number, total: number): void; end(): void } {
  let last = "";
  return {
    show(title, done, total) {
      if (isTerminal) write(`\r\x1b[2K${title}: ${done}/${total}`);
      else if (title !== last) write(`${title} …\n`);
      last = title;
    },
    end() {
      if (isTerminal && last !== "") write("\n");
      last = "";
    },
  };
}
