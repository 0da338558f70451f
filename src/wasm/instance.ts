/** As many pixels as the modules take at once: what they touch then stays in the processor's caches. */
export const CHUNK_PIXELS = 16_384;

/** As much of the global `WebAssembly` as is used; the library is compiled without the types of any platform. */
interface WebAssemblyApi {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object) => { readonly exports: Record<string, unknown> };
}

/** A module's memory; growing it makes a new buffer. */
export interface WasmMemory {
  readonly buffer: ArrayBuffer;
  grow(pages: number): number;
}

/** A module that runs, with its memory as bytes. */
export interface WasmInstance {
  readonly memory: WasmMemory;
  call(name: string, ...args: number[]): void;
}

/**
 * Starts a module; undefined where WebAssembly or its SIMD instructions are missing or forbidden
 * (a page's content security policy may), and the plain TypeScript has to do.
 *
 * @param base64 one of the constants of bytes.ts
 */
export function startWasm(base64: string): WasmInstance | undefined {
  const { WebAssembly } = globalThis as { WebAssembly?: WebAssemblyApi };
  if (!WebAssembly) return undefined;
  try {
    const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
    const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytes));
    const { memory, ...functions } = exports as { memory: WasmMemory };
    return {
      memory,
      call: (name, ...args) => (functions as Record<string, (...args: number[]) => void>)[name](...args),
    };
  } catch {
    return undefined;
  }
}

/** Starts a module when it is first needed. */
export function lazyWasm(base64: string): () => WasmInstance | undefined {
  let instance: WasmInstance | undefined;
  let isTried = false;
  return () => {
    if (!isTried) instance = startWasm(base64);
    isTried = true;
    return instance;
  };
}
