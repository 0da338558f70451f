/** Slow enough to look at either, quick enough to see what jumps; far below what is unsafe (WCAG 2.3.1). */
const BLINK_MS = 700;

export interface Blink {
  start(): void;
  stop(): void;
}

/** Shows two pictures in turn. */
export function makeBlink(onFlip: (isOther: boolean) => void): Blink {
  let timer = 0;
  let isOther = false;
  const flip = (to: boolean): void => {
    isOther = to;
    onFlip(to);
  };
  return {
    start() {
      timer ||= window.setInterval(() => flip(!isOther), BLINK_MS);
    },
    stop() {
      clearInterval(timer);
      timer = 0;
      if (isOther) flip(false);
    },
  };
}
