/** Which save is disturbed, by whose death, and when: by chance, but the same again for the same seed. */

export type Victim = "server" | "kernel" | "browser";

export interface Disturbance {
  victim: Victim;
  /** how long after the save began */
  afterMs: number;
}

/** @param share of the saves that are disturbed; every victim dies at least once */
export function makeSchedule(
  seed: number,
  saves: number,
  victims: Victim[],
  share: number,
): (Disturbance | undefined)[] {
  const random = mulberry32(seed);
  const schedule = Array.from({ length: saves }, (): Disturbance | undefined => {
    const victim = victims[Math.floor(random() * victims.length)];
    const afterMs = Math.floor(random() * 40);
    return random() < share ? { victim, afterMs } : undefined;
  });
  const third = Math.floor(saves / (victims.length + 1));
  for (const [i, victim] of victims.entries()) {
    if (schedule.some((disturbance) => disturbance?.victim === victim)) continue;
    schedule[third * (i + 1)] = { victim, afterMs: Math.floor(random() * 40) };
  }
  return schedule;
}

/** Tommy Ettinger's mulberry32: https://gist.github.com/tommyettinger/46a874533244883189143505d203312c */
function mulberry32(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}
