import { inflateRawSync } from "node:zlib";
import { MillwrightError } from "millwright";

/** A file of a zip archive that is in memory, by its path inside. @throws DATA_ARCHIVE_DAMAGED where it is not there or is packed in another way. */
export function zipEntry(archive: Buffer, path: string): Buffer {
  // The directory stands at the end: its last record says where the list of files begins (APPNOTE 4.3).
  const end = archive.lastIndexOf(Buffer.from("PK\u0005\u0006", "latin1"));
  let at = end < 0 ? archive.length : archive.readUInt32LE(end + 16);
  while (at + 46 <= archive.length && archive.readUInt32LE(at) === 0x02014b50) {
    const nameLength = archive.readUInt16LE(at + 28);
    if (archive.toString("utf8", at + 46, at + 46 + nameLength) === path) return unpack(archive, at, path);
    at += 46 + nameLength + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32);
  }
  throw damaged(`the archive has no file ${path}`);
}

function unpack(archive: Buffer, at: number, path: string): Buffer {
  const method = archive.readUInt16LE(at + 10);
  const size = archive.readUInt32LE(at + 20);
  const local = archive.readUInt32LE(at + 42);
  const from = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
  const packed = archive.subarray(from, from + size);
  if (method === 0) return packed;
  if (method === 8) return inflateRawSync(packed);
  throw damaged(`${path} is packed by method ${method}`);
}

function damaged(what: string): MillwrightError {
  return new MillwrightError("DATA_ARCHIVE_DAMAGED", `${what}.`, "It was cut off or is another archive: fetch it again.");
}
