interface Closable {
  close(): void;
}

/**
 * A compiler that fails in the middle of its work (a text nested a thousandfold overflows its stack) stays
 * in the middle and refuses all that comes later. This one is replaced by a new one whenever it throws.
 *
 * @param methods those that may throw
 */
export function resilient<T extends Closable>(create: () => T, methods: readonly (keyof T)[]): T {
  let current = create();
  const call = (method: keyof T, args: unknown[]) => {
    try {
      return (current[method] as (...args: unknown[]) => unknown)(...args);
    } catch (error) {
      current.close();
      current = create();
      throw error;
    }
  };
  const guarded = Object.fromEntries(
    methods.map((method) => [method, (...args: unknown[]) => call(method, args)]),
  );
  // Around nothing, since what a proxy stands for lives as long as it: the first compiler, 50 MiB.
  return new Proxy({} as T, { get: (_, name) => guarded[name as string] ?? current[name as keyof T] });
}
