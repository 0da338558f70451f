/** Commands of the shell, in a real kernel. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { KernelClient } from "@vision-peel/kernel/client";
import { afterAll, beforeAll, expect, it } from "vitest";
import { emptyFolder, nextMessage, printedBy, resultOf, startKernel } from "./kernel.js";

let kernel: KernelClient;
beforeAll(async () => {
  kernel = await startKernel();
  await kernel.execute('import { sh } from "@vision-peel/kernel"');
});
afterAll(() => kernel.shutdown());

/** True while any process of the group lives. */
function lives(group: number): boolean {
  try {
    process.kill(-group, 0);
    return true;
  } catch {
    return false;
  }
}

it("streams both outputs as they come, and keeps them", async () => {
  const first = nextMessage(kernel, ({ content }) => content.text === "one\n");
  const folder = emptyFolder();
  const running = kernel.execute(
    `const made = await sh\`echo one; while [ ! -e \${"${folder}/go"} ]; do sleep 0.02; done; echo two; echo bad >&2\``,
  );
  // The command goes on only after its first line has been seen here.
  await first;
  writeFileSync(join(folder, "go"), "");
  const answer = await running;
  expect(printedBy(answer)).toBe("one\ntwo\n");
  expect(printedBy(answer, "stderr")).toBe("bad\n");
  expect(resultOf(await kernel.execute("[made.stdout, made.stderr, made.exitCode, made.lines()]"))).toBe(
    "[ 'one\\ntwo\\n', 'bad\\n', 0, [ 'one', 'two' ] ]",
  );
});

it("makes every interpolation one word, and every item of an array", async () => {
  const odd = String.raw`["it's", "$HOME", "a b", "\`id\`", "*", "", "-n", "é;rm"]`;
  const words = await kernel.execute(
    `const odd = ${odd}; JSON.stringify((await sh\`printf '%s\\n' \${odd} \${5}\`.quiet()).lines()) === JSON.stringify([...odd, "5"])`,
  );
  expect(resultOf(words)).toBe("true");
  expect(printedBy(words)).toBe("");
});

it("gives variables of the shell, backslashes and options through", async () => {
  expect(
    resultOf(
      await kernel.execute(
        "await sh({ cwd: '/', env: { SEEN: 'yes' } })`echo $PWD \\$" + "{SEEN} | sed 's/\\//_/'`.text()",
      ),
    ),
  ).toBe("'_ yes'");
});

it.each([
  [
    "await sh`echo out; echo why >&2; exit 3`",
    /^`echo out; echo why >&2; exit 3` ended with exit code 3: why\. Mend/,
  ],
  ["await sh`kill -9 $$`", /was ended by SIGKILL/],
  ["await sh`cd /there-is-none`", /ended with exit code \d+: .*there-is-none/],
])("throws what says why: %s", async (code, sentence) => {
  const { reply } = await kernel.execute(code);
  expect(reply.content.ename).toBe("ShellError");
  expect(reply.content.evalue).toMatch(sentence);
});

it("refuses what is no word, and a folder that is not there", async () => {
  expect((await kernel.execute("await sh`ls $" + "{undefined}`")).reply.content.evalue).toMatch(
    /Interpolation 1 of sh must be text, a number or an array of them, but is undefined/,
  );
  expect((await kernel.execute("await sh`ls $" + "{'a\\0b'}`")).reply.content.evalue).toMatch(/NUL/);
  expect((await kernel.execute("await sh({ cwd: '/there-is-none' })`ls`")).reply.content.evalue).toMatch(
    /There is no folder \/there-is-none/,
  );
});

it("does not throw with nothrow, and needs no await as a last expression", async () => {
  expect(resultOf(await kernel.execute("(await sh`exit 4`.nothrow()).exitCode"))).toBe("4");
  const last = await kernel.execute("sh`echo hello`");
  expect(printedBy(last)).toBe("hello\n");
  expect(resultOf(last)).toMatch(/^exit code 0, [\d.]+ (ms|s)$/);
});

it("loses nothing of a large output, nor of characters cut between chunks", async () => {
  const code =
    "const big = await sh`i=0; while [ $i -lt 300 ]; do printf 'é€😀%.0s' $(seq 1000); i=$((i+1)); done`";
  const answer = await kernel.execute(code);
  const expected = "é€😀".repeat(300_000);
  expect(printedBy(answer) === expected).toBe(true);
  expect(resultOf(await kernel.execute("big.stdout.length"))).toBe(String(expected.length));
});

it("has no standard input", async () => {
  expect(resultOf(await kernel.execute("(await sh`cat`).stdout"))).toBe("''");
});

it("an interrupt ends the command and all that it has started", async () => {
  const started = nextMessage(kernel, ({ content }) => /^group \d+\n/.test(content.text));
  const running = kernel.execute("await sh`echo group $$; (trap '' INT TERM; sleep 600) | sleep 600`");
  const group = Number((await started).content.text.slice(6));
  expect(lives(group)).toBe(true);
  await kernel.interrupt();
  expect((await running).reply.content.ename).toBe("KeyboardInterrupt");
  await expect.poll(() => lives(group), { timeout: 10_000 }).toBe(false);
});

it("leaves nothing behind when the kernel ends, even when it is killed", async () => {
  for (const end of ["shutdown", "kill"] as const) {
    const other = await startKernel();
    const started = nextMessage(other, ({ content }) => /^group \d+\n/.test(content.text));
    other
      .execute(
        'import { sh } from "@vision-peel/kernel"\nawait sh`trap "" TERM INT; echo group $$; sleep 600 & wait`',
      )
      .catch(() => {});
    const group = Number((await started).content.text.slice(6));
    expect(lives(group)).toBe(true);
    if (end === "kill") await other.process?.kill();
    await other.shutdown();
    await expect.poll(() => lives(group), { timeout: 10_000 }).toBe(false);
  }
});
