/** What readers of other notebooks write by habit, and what it is called here. */

interface Habit {
  is: RegExp;
  hint: (found: RegExpExecArray) => string;
}

const magics: Record<string, string> = {
  time: 'import { time } from "@vision-peel/kernel"; time("label", () => …)',
  timeit: 'import { time } from "@vision-peel/kernel"; await time.repeat("label", () => …)',
  pip: 'import { install } from "@vision-peel/kernel"; await install("package")',
  conda: 'import { install } from "@vision-peel/kernel"; await install("package")',
  npm: 'import { install } from "@vision-peel/kernel"; await install("package")',
  cd: "process.chdir(path)",
  pwd: "process.cwd()",
  env: "process.env",
  who: "Tab completes all names that there are",
  whos: "Tab completes all names that there are",
  bash: 'import { sh } from "@vision-peel/kernel"; await sh`…`',
  sh: 'import { sh } from "@vision-peel/kernel"; await sh`…`',
  html: 'import { html } from "@vision-peel/kernel"; html`…`',
  javascript: "cells are TypeScript, and JavaScript with it",
};

const habits: readonly Habit[] = [
  {
    is: /^\s*%%?([a-z]\w*)/i,
    hint: ([, name]) => {
      const known = Object.hasOwn(magics, name) ? magics[name] : undefined;
      return known
        ? `%${name} is a magic of IPython. Here: ${known}`
        : `%${name} is a magic of IPython. Here there are functions instead: time(…), sh\`…\`, install(…) of "@vision-peel/kernel".`;
    },
  },
  {
    is: /^\s*!\s*([a-z][\w./-]*.*)$/i,
    hint: ([, command]) =>
      `For a command of the shell: import { sh } from "@vision-peel/kernel"; await sh\`${command.trim()}\``,
  },
  {
    is: /^\s*(?:\?{1,2}\s*[\w.]+|[\w.]+\s*\?{1,2})\s*$/,
    hint: () => "For help, put the cursor on a name and press Shift-Tab.",
  },
];

/**
 * A hint for a line that does not compile, if it is one of another kernel's.
 *
 * @example
 * habitHint("%time f()") // "%time is a magic of IPython. Here: import { time } …"
 */
export function habitHint(line: string): string | undefined {
  for (const { is, hint } of habits) {
    const found = is.exec(line);
    if (found) return hint(found);
  }
  return undefined;
}
