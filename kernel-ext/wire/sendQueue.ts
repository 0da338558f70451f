interface Sender {
  send(frames: Uint8Array[]): Promise<void>;
}

/** zeromq.js allows one outstanding send per socket (a second one rejects with EBUSY), so sends stand in line. */
export class SendQueue {
  #tail: Promise<void> = Promise.resolve();

  constructor(
    readonly socket: Sender,
    readonly onError: (error: unknown) => void,
  ) {}

  send(frames: Uint8Array[]): Promise<void> {
    this.#tail = this.#tail.then(() => this.socket.send(frames)).catch(this.onError);
    return this.#tail;
  }

  /** Resolves when everything queued so far has left. */
  drained(): Promise<void> {
    return this.#tail;
  }
}
