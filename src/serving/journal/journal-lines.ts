import { crc32 } from "node:zlib";
import type { LateLabel } from "../model/online-history.ts";

/** First line of a journal: whose it is, and which cells its rows hold. */
export interface JournalHeader {
  readonly format: "millwright-journal";
  readonly version: 1;
  /** Id of the package whose history goes on here. */
  readonly package: string;
  /** Columns of `rows`, in order. */
  readonly columns: readonly string[];
}

/** Any other line: what one request made part of the past. */
export type JournalEntry = { readonly rows: readonly (readonly unknown[])[] } | { readonly labels: readonly LateLabel[] };

const checksumDigits = 8;
const newline = 10;

function checksumOf(json: string | Uint8Array): string {
  return crc32(json).toString(16).padStart(checksumDigits, "0");
}

/** A line with its checksum in front and its end behind. */
export function journalLine(content: JournalHeader | JournalEntry): string {
  const json = JSON.stringify(content);
  return `${checksumOf(json)} ${json}\n`;
}

/** True where a line's checksum fits. */
function isWhole(line: Buffer): boolean {
  return line[checksumDigits] === 32 && line.toString("latin1", 0, checksumDigits) === checksumOf(line.subarray(checksumDigits + 1));
}

/** What stands in a journal's bytes. */
export interface JournalContents {
  /** Contents of the whole lines, in order; each is parsed when it is asked for. */
  readonly lines: Generator<unknown>;
  /** Bytes up to the end of the last whole line. */
  readonly length: number;
  /** Number, from 1, of a damaged line that has whole ones behind it. */
  readonly damagedLine?: number;
}

interface Line {
  readonly line: Buffer;
  /** Where the next one starts. */
  readonly end: number;
  /** False where its end is missing. */
  readonly ended: boolean;
}

function* linesOf(bytes: Buffer): Generator<Line> {
  for (let from = 0; from < bytes.length; ) {
    const at = bytes.indexOf(newline, from);
    const until = at < 0 ? bytes.length : at;
    yield { line: bytes.subarray(from, until), end: until + 1, ended: at >= 0 };
    from = until + 1;
  }
}

function* contentsOf(bytes: Buffer): Generator<unknown> {
  for (const { line } of linesOf(bytes)) yield JSON.parse(line.toString("utf8", checksumDigits + 1));
}

/**
 * Reads a journal's bytes. What a crash cut short or left unwritten at the end is left out; damage that has whole lines behind it
 * cannot come from a crash.
 */
export function readJournal(bytes: Buffer): JournalContents {
  let length = 0;
  let number = 0;
  let firstBad = 0;
  for (const { line, end, ended } of linesOf(bytes)) {
    number++;
    if (!ended || !isWhole(line)) firstBad ||= number;
    else if (firstBad === 0) length = end;
    else return { lines: contentsOf(bytes.subarray(0, length)), length, damagedLine: firstBad };
  }
  return { lines: contentsOf(bytes.subarray(0, length)), length };
}
