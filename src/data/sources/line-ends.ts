import { MillwrightError } from "../../errors/index.ts";
import { type CheckedFile, uncompressed } from "./file-checks.ts";

const lineFeed = 10;
const carriageReturn = 13;
const quote = 34;

/** What stands before the byte that is read next. */
type Place = "start of a cell" | "cell" | "quoted" | "quote in quoted" | "carriage return";

/** How a line ends, as people name it. */
type LineEnd = "LF" | "CR LF" | "CR";

/** A line that ends otherwise than the lines before it. */
interface MixedEnd {
  /** Counted from 1. */
  readonly line: number;
  readonly end: LineEnd;
  readonly before: LineEnd;
}

/** Follows the records of a CSV file byte by byte: line ends inside quotes belong to a cell. */
class LineEndReader {
  readonly #delimiter: number;
  #place: Place = "start of a cell";
  #line = 1;
  #first: LineEnd | undefined;
  mixed: MixedEnd | undefined;

  constructor(delimiter: number) {
    this.#delimiter = delimiter;
  }

  read(block: Uint8Array): void {
    for (const byte of block) {
      if (this.#place === "carriage return") {
        this.#end(byte === lineFeed ? "CR LF" : "CR");
        if (byte === lineFeed) continue;
      }
      this.#place = this.#after(byte);
      if (this.mixed !== undefined) return;
    }
  }

  finish(): void {
    if (this.#place === "carriage return") this.#end("CR");
  }

  #after(byte: number): Place {
    if (this.#place === "quoted") {
      if (byte === lineFeed) this.#line++;
      return byte === quote ? "quote in quoted" : "quoted";
    }
    if (byte === quote) return this.#place === "cell" ? "cell" : "quoted";
    if (byte === this.#delimiter) return "start of a cell";
    if (byte === carriageReturn) return "carriage return";
    if (byte !== lineFeed) return "cell";
    this.#end("LF");
    return "start of a cell";
  }

  #end(end: LineEnd): void {
    this.#first ??= end;
    if (end !== this.#first) this.mixed ??= { line: this.#line, end, before: this.#first };
    this.#line++;
    this.#place = "start of a cell";
  }
}

async function hasCarriageReturn(file: CheckedFile, signal?: AbortSignal): Promise<boolean> {
  for await (const block of uncompressed(file, signal)) if (block.includes(carriageReturn)) return true;
  return false;
}

async function findMixedEnd(file: CheckedFile, delimiter: string, signal?: AbortSignal): Promise<MixedEnd | undefined> {
  // Nearly every file has no carriage return, and is told at the speed of reading.
  if (!(await hasCarriageReturn(file, signal))) return undefined;
  const reader = new LineEndReader(delimiter.charCodeAt(0));
  for await (const block of uncompressed(file, signal)) {
    reader.read(block);
    if (reader.mixed !== undefined) break;
  }
  reader.finish();
  return reader.mixed;
}

/**
 * Makes sure that all lines of a CSV file end alike: where they do not, the query engine fails without a reason or, in large files that it
 * reads in parallel, leaves rows out without a word.
 * @throws DATA_FILE_FORMAT
 */
export async function checkLineEnds(file: CheckedFile, delimiter: string, signal?: AbortSignal): Promise<void> {
  const mixed = await findMixedEnd(file, delimiter, signal);
  if (mixed === undefined) return;
  throw new MillwrightError(
    "DATA_FILE_FORMAT",
    `line ${mixed.line} of ${file.what} ends with ${mixed.end}, the lines before it with ${mixed.before}.`,
    "Give all lines the same end, e.g. perl -pe 's/\\r\\n?/\\n/g' old.csv > new.csv.",
  );
}
