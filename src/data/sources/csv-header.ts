import { MillwrightError } from "../../errors/index.ts";
import { type CheckedFile, longestLine, longLineError, uncompressed } from "./file-checks.ts";

/** What a CSV file's first line says. */
export interface CsvHeader {
  readonly names: readonly string[];
  readonly delimiter: string;
}

const byteOrderMark = "\uFEFF";

const quote = 34;

/** The header's bytes: up to the first line end outside quotes; undefined when `bytes` end before it. */
function headerIn(bytes: Buffer): Buffer | undefined {
  let quoted = false;
  for (const [at, byte] of bytes.entries()) {
    if (byte === quote) quoted = !quoted;
    else if (!quoted && (byte === 10 || byte === 13)) return bytes.subarray(0, at);
  }
  return undefined;
}

/** The first record of a file, decoded. */
async function firstRecord(file: CheckedFile): Promise<string> {
  const blocks: Buffer[] = [];
  let length = 0;
  for await (const block of uncompressed(file)) {
    if (block.includes(0)) throw notText(file, "it holds zero bytes");
    blocks.push(block);
    length += block.length;
    const header = block.includes(10) || block.includes(13) ? headerIn(Buffer.concat(blocks)) : undefined;
    if (header !== undefined) return decode(file, header);
    if (length > longestLine) throw longLineError(file, 1);
  }
  return decode(file, Buffer.concat(blocks)).trimEnd();
}

function notText(file: CheckedFile, why: string): MillwrightError {
  return new MillwrightError(
    "DATA_FILE_FORMAT",
    `${file.what} is not text: ${why}.`,
    "Export it as CSV in UTF-8; for Parquet or JSON lines use a name that ends in .parquet or .jsonl.",
  );
}

/** Text of the header. @throws DATA_FILE_FORMAT, DATA_FILE_ENCODING */
function decode(file: CheckedFile, bytes: Buffer): string {
  try {
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    return text.startsWith(byteOrderMark) ? text.slice(1) : text;
  } catch (cause) {
    if (bytes[0] === 0xff || bytes[0] === 0xfe) throw notText(file, "it starts like UTF-16 or a binary format");
    const start = bytes.toString("latin1", 0, 4);
    if (start === "PAR1" || start.startsWith("PK") || start.startsWith("\x1f\x8b")) {
      throw notText(file, start === "PAR1" ? "it starts like Parquet" : "it starts like a compressed file");
    }
    throw new MillwrightError(
      "DATA_FILE_ENCODING",
      `line 1 of ${file.what} is not UTF-8.`,
      "Save it as UTF-8, e.g. iconv -f latin1 -t utf-8 old.csv > new.csv.",
      { cause },
    );
  }
}

/** Cells of one record: quotes around a cell, doubled inside it. */
function cellsOf(record: string, delimiter: string): string[] {
  const cells: string[] = [];
  let cell = "";
  let quoted = false;
  for (let i = 0; i < record.length; i++) {
    const letter = record[i] as string;
    if (letter === '"' && quoted && record[i + 1] === '"') {
      cell += '"';
      i++;
    } else if (letter === '"') quoted = !quoted;
    else if (letter === delimiter && !quoted) {
      cells.push(cell);
      cell = "";
    } else cell += letter;
  }
  return [...cells, cell];
}

/** The delimiter that divides the header into the most cells; comma where none does. */
function likelyDelimiter(record: string): string {
  const candidates = [",", ";", "\t", "|"].map((delimiter) => ({ delimiter, count: cellsOf(record, delimiter).length }));
  return candidates.sort((a, b) => b.count - a.count)[0]?.delimiter ?? ",";
}

/** Unnamed columns (an index that a data frame wrote) get a name that no row declares; a name that occurs twice is an error. */
function checkedNames(file: CheckedFile, cells: readonly string[]): string[] {
  const names = cells.map((cell, index) => (cell.trim() === "" ? `(column ${index + 1})` : cell.trim()));
  const seen = new Set<string>();
  for (const name of names) {
    // The query engine compares names without regard to case.
    const key = name.toLowerCase();
    if (seen.has(key)) {
      throw new MillwrightError(
        "DATA_HEADER_INVALID",
        `the header of ${file.what} names "${name}" twice (upper and lower case count as equal).`,
        "Give every column its own name.",
      );
    }
    seen.add(key);
  }
  return names;
}

/**
 * Reads the header of a CSV file and finds its delimiter.
 * @throws DATA_FILE_FORMAT, DATA_FILE_ENCODING, DATA_FILE_EMPTY, DATA_HEADER_INVALID, DATA_LINE_TOO_LONG
 */
export async function readCsvHeader(file: CheckedFile, delimiter?: string): Promise<CsvHeader> {
  const record = await firstRecord(file);
  if (record.trim() === "") {
    throw new MillwrightError("DATA_FILE_EMPTY", `${file.what} has no header in its first line.`, "Name the columns in the first line.");
  }
  const chosen = delimiter ?? likelyDelimiter(record);
  return { names: checkedNames(file, cellsOf(record, chosen)), delimiter: chosen };
}
