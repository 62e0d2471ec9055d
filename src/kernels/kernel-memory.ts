import { MillwrightError } from "../errors/index.ts";
import { type WasmMemory, webAssembly } from "./web-assembly.ts";

const PAGE = 65_536;
const LARGEST_PAGES = 65_536;

/** WebAssembly memory that is handed out piece by piece and freed from the end. */
export class KernelMemory {
  readonly memory: WasmMemory;
  /** The kernels' own constants lie below; every thread that joins writes them again. */
  readonly #firstFree: number;
  #next: number;
  /** Bytes below this address may hold values of an earlier user. */
  #dirty: number;

  constructor(memory: WasmMemory, firstFree: number) {
    this.memory = memory;
    this.#firstFree = Math.ceil(firstFree / 64) * 64;
    this.#next = this.#firstFree;
    this.#dirty = this.#firstFree;
  }

  /** Memory of so many pages of 64 KiB that threads share and that can grow to 4 GiB. */
  static create(pages: number): WasmMemory {
    return new webAssembly.Memory({ initial: pages, maximum: LARGEST_PAGES, shared: true });
  }

  /**
   * Address of `bytes` zeroed bytes, a multiple of 64, with 64 readable bytes behind them. Views made before may be too short afterwards.
   * @throws KERNELS_OUT_OF_MEMORY
   */
  allocate(bytes: number): number {
    const address = this.allocateUnset(bytes);
    const end = Math.min(this.#next, this.#dirty);
    if (end > address) new Uint8Array(this.memory.buffer, address, end - address).fill(0);
    return address;
  }

  /** The same without zeroing: for what is written in full before it is read. @throws KERNELS_OUT_OF_MEMORY */
  allocateUnset(bytes: number): number {
    const address = this.#next;
    const end = Math.ceil((address + bytes + 64) / 64) * 64;
    const missing = Math.ceil((end - this.memory.buffer.byteLength) / PAGE);
    if (missing > 0) this.#grow(missing, end);
    this.#next = end;
    return address;
  }

  #grow(pages: number, end: number): void {
    try {
      this.memory.grow(pages);
    } catch (cause) {
      throw new MillwrightError(
        "KERNELS_OUT_OF_MEMORY",
        `a computation needs ${(end / 2 ** 30).toFixed(1)} GiB of working memory; 4 GiB are the most that WebAssembly can address.`,
        "Use fewer rows or fewer columns.",
        { cause },
      );
    }
  }

  /** Forgets everything that was allocated. */
  reset(): void {
    this.release(this.#firstFree);
  }

  /** Where the next allocation begins. */
  mark(): number {
    return this.#next;
  }

  /** Forgets everything that was allocated since `mark` answered this. */
  release(mark: number): void {
    this.#dirty = Math.max(this.#dirty, this.#next);
    this.#next = mark;
  }

  float32(address: number, length: number): Float32Array {
    return new Float32Array(this.memory.buffer, address, length);
  }

  float64(address: number, length: number): Float64Array {
    return new Float64Array(this.memory.buffer, address, length);
  }

  int32(address: number, length: number): Int32Array {
    return new Int32Array(this.memory.buffer, address, length);
  }
}
