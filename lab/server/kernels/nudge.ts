import { type Channel, type KernelChannels, type Message, makeMessage } from "@vision-peel/kernel/wire";

/** How often the kernel is asked while it does not answer. */
const intervalMs = 100;
/** After this, messages are forwarded even so: better a lost status than a page that waits forever. */
const patienceMs = 60_000;

export interface Nudge {
  /** resolves when the channels are known to carry messages in both directions */
  done: Promise<void>;
  /** true for what the kernel says only because the server spoke to it */
  isOwn(message: Message): boolean;
  cancel(): void;
}

/**
 * A subscriber hears nothing of what was published before its subscription arrived at the kernel, and a
 * front end that misses the first `idle` waits for it forever. So, as jupyter-server does, the kernel is
 * asked for its info until an answer and something on iopub have come; only then may clients speak.
 */
export function nudge(channels: KernelChannels, session: string): Nudge {
  let hasAnswered = false;
  let hasPublished = false;
  let finish = () => {};
  const done = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const isOwn = ({ parent_header: parent }: Message) => "session" in parent && parent.session === session;
  const stopListening = channels.onMessage((channel: Channel, message) => {
    if (channel === "iopub") hasPublished = true;
    else if (isOwn(message)) hasAnswered = true;
    if (hasAnswered && hasPublished) finish();
  });
  const ask = () => {
    // A busy kernel answers on control only; publishing for a request on control is optional.
    for (const channel of ["shell", "control"] as const) {
      void channels.send(channel, makeMessage("kernel_info_request", session));
    }
  };
  ask();
  const repeated = setInterval(ask, intervalMs);
  const patience = setTimeout(() => finish(), patienceMs);
  void done.then(() => {
    clearInterval(repeated);
    clearTimeout(patience);
    stopListening();
  });
  return { done, isOwn, cancel: () => finish() };
}
