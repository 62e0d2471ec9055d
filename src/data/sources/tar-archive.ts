import { createReadStream } from "node:fs";
import { createRequire } from "node:module";
import { Readable } from "node:stream";
import type { ReadableStream } from "node:stream/web";
import { createGunzip } from "node:zlib";
import { MillwrightError } from "../../errors/index.ts";
import { checkFile } from "./file-checks.ts";

/** One file of an archive. */
export interface ArchivedFile {
  /** Its path in the archive. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Bounds of what is unpacked, so that a small file cannot become a large one in memory. */
const mostBytes = 2 ** 30;
const mostFileBytes = 2 ** 26;
const blockBytes = 512;

function unpacked(path: string): AsyncIterable<Uint8Array> {
  const file = createReadStream(path);
  if (/\.xz$/i.test(path)) {
    // The package is CommonJS whose names Node cannot see from an import.
    const { XzReadableStream } = createRequire(import.meta.url)("xz-decompress") as typeof import("xz-decompress");
    return new XzReadableStream(Readable.toWeb(file) as ConstructorParameters<typeof XzReadableStream>[0]) as ReadableStream<Uint8Array>;
  }
  return /\.t?gz$/i.test(path) ? file.pipe(createGunzip()) : file;
}

/** Bytes of a stream in pieces of the wanted length. */
class ByteReader {
  readonly #source: AsyncIterator<Uint8Array>;
  #held: Uint8Array = new Uint8Array(0);
  #total = 0;

  constructor(source: AsyncIterable<Uint8Array>) {
    this.#source = source[Symbol.asyncIterator]();
  }

  /** Fewer bytes at the end. @throws RangeError beyond the bound */
  async take(length: number): Promise<Uint8Array> {
    const parts: Uint8Array[] = [];
    let missing = length;
    while (missing > 0) {
      if (this.#held.length === 0) {
        const { value, done } = await this.#source.next();
        if (done === true) break;
        this.#held = value;
        this.#total += value.length;
        if (this.#total > mostBytes) throw new RangeError("it holds more than 1 GiB");
      }
      const part = this.#held.subarray(0, missing);
      this.#held = this.#held.subarray(part.length);
      missing -= part.length;
      parts.push(part);
    }
    return Buffer.concat(parts);
  }

  /** Reads on to the end, which tells the unpacker that it may go. */
  async drain(): Promise<void> {
    while ((await this.take(2 ** 20)).length > 0);
  }

  async close(): Promise<void> {
    await this.#source.return?.();
  }
}

function textOf(header: Uint8Array, from: number, length: number): string {
  const bytes = header.subarray(from, from + length);
  const end = bytes.indexOf(0);
  return Buffer.from(end < 0 ? bytes : bytes.subarray(0, end)).toString("utf8");
}

/** The header's checksum: the sum of its bytes, its own field counted as spaces. */
function isHeader(header: Uint8Array): boolean {
  const sum = header.reduce((total, byte, at) => total + (at >= 148 && at < 156 ? 32 : byte), 0);
  return header.length === blockBytes && Number.parseInt(textOf(header, 148, 8), 8) === sum;
}

async function* entries(reader: ByteReader, wanted: (name: string) => boolean): AsyncGenerator<ArchivedFile> {
  let longName: string | undefined;
  for (;;) {
    const header = await reader.take(blockBytes);
    if (header.length === 0 || header.every((byte) => byte === 0)) return reader.drain();
    if (!isHeader(header)) throw new RangeError("a header's checksum is wrong");
    const size = Number.parseInt(textOf(header, 124, 12) || "0", 8);
    if (!(size >= 0 && size <= mostFileBytes)) throw new RangeError(`a file of ${size} bytes is larger than 64 MiB`);
    const prefix = textOf(header, 345, 155);
    const name = longName ?? (prefix === "" ? textOf(header, 0, 100) : `${prefix}/${textOf(header, 0, 100)}`);
    const bytes = await reader.take(size);
    if (bytes.length < size) throw new RangeError("it ends within a file");
    await reader.take((blockBytes - (size % blockBytes)) % blockBytes);
    const kind = textOf(header, 156, 1);
    longName = kind === "L" ? textOf(bytes, 0, bytes.length) : undefined;
    if ((kind === "" || kind === "0") && wanted(name)) yield { name, bytes };
  }
}

/**
 * The files of a tar archive (.tar, .tar.gz, .tgz, .tar.xz), one after another; nothing is written to the disk.
 * @param wanted - which files to give, by their path in the archive; all unless told.
 * @throws DATA_FILE_MISSING, DATA_FILE_EMPTY, DATA_ARCHIVE_DAMAGED; a file beyond 64 MiB or contents beyond 1 GiB count as damaged.
 * @example for await (const { name, bytes } of tarFiles("texts.tar.xz")) console.log(name, bytes.length);
 */
export async function* tarFiles(path: string, wanted: (name: string) => boolean = () => true): AsyncGenerator<ArchivedFile> {
  await checkFile(path);
  const reader = new ByteReader(unpacked(path));
  try {
    yield* entries(reader, wanted);
  } catch (cause) {
    if (cause instanceof MillwrightError) throw cause;
    const reason = cause instanceof Error ? cause.message : String(cause);
    const problem = `${path} cannot be unpacked: ${reason}.`;
    throw new MillwrightError("DATA_ARCHIVE_DAMAGED", problem, "Get the file again and compare its checksum.", { cause });
  } finally {
    await reader.close();
  }
}
