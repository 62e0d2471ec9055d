import { closeSync, fdatasync, fdatasyncSync, ftruncateSync, openSync, rmSync, writeSync } from "node:fs";
import { promisify } from "node:util";
import { MillwrightError } from "../../errors/index.ts";
import { replaceDurably } from "../../ledger/index.ts";
import { journalPath, removeBefore, snapshotPath } from "./journal-files.ts";
import { type JournalEntry, type JournalHeader, journalLine } from "./journal-lines.ts";

const dataSync = promisify(fdatasync);

/** Where a journal goes on. */
export interface JournalPlace {
  readonly folder: string;
  readonly version: string;
  readonly header: JournalHeader;
  /** Journal that is appended to. */
  readonly number: number;
  /** Bytes of its whole lines; 0 for a new one. What stands behind them is cut off. */
  readonly length: number;
  readonly sync: boolean;
  readonly limitBytes: number;
  readonly onNote: (text: string) => void;
  /** The history as it is now, as a snapshot. */
  readonly save: () => Uint8Array;
}

function fault(path: string, cause: unknown): MillwrightError {
  return new MillwrightError(
    "SERVING_JOURNAL_FAILED",
    `what happened cannot be written to ${path} (${cause instanceof Error ? cause.message : String(cause)}).`,
    "Make room and see that the folder can be written; until then rows can only be asked about with observe=false.",
    { cause },
  );
}

/**
 * The append-only file behind an entity history. `record` notes, `commit` writes everything noted since the last one with a single
 * append; whoever acknowledges a request commits first.
 */
export class HistoryJournal {
  readonly #place: JournalPlace;
  #number: number;
  #descriptor: number;
  /** Bytes of the current journal that are whole lines. */
  #length: number;
  #limit: number;
  #pending: string[] = [];
  /** Bytes written and bytes on the disk, over all journals. */
  #written = 0;
  #durable = 0;
  #syncing: Promise<void> | undefined;
  #compacting: Promise<void> | undefined;
  /** Why the last append failed; the next tries again. */
  #failed: MillwrightError | undefined;
  /** Why the disk did not confirm: nobody knows what it holds then, so no further try would tell. */
  #unsure: MillwrightError | undefined;
  #closing = false;
  #closed = false;

  /** @throws SERVING_JOURNAL_FAILED */
  constructor(place: JournalPlace) {
    this.#place = place;
    this.#number = place.number;
    this.#limit = place.limitBytes;
    const path = journalPath(place.folder, place.version, place.number);
    try {
      this.#descriptor = openSync(path, place.length === 0 ? "w" : "r+");
      if (place.length > 0) ftruncateSync(this.#descriptor, place.length);
    } catch (cause) {
      throw fault(path, cause);
    }
    this.#length = place.length;
    if (place.length === 0) this.#begin();
  }

  get #path(): string {
    return journalPath(this.#place.folder, this.#place.version, this.#number);
  }

  /** @throws SERVING_MODEL_CLOSED; SERVING_JOURNAL_FAILED while what was noted before cannot be written. */
  checkReady(): void {
    if (this.#closing) throw new MillwrightError("SERVING_MODEL_CLOSED", "the model's journal is closed.", "Load the model again.");
    if (this.#unsure !== undefined) throw this.#unsure;
    if (this.#failed !== undefined) this.write();
  }

  /** Notes what has become part of the past. */
  record(entry: JournalEntry): void {
    this.#pending.push(journalLine(entry));
  }

  /** Appends what was noted. @throws SERVING_JOURNAL_FAILED; then it stays noted. */
  write(): void {
    if (this.#pending.length === 0 || this.#closed) return;
    const data = Buffer.from(this.#pending.length === 1 ? (this.#pending[0] ?? "") : this.#pending.join(""));
    try {
      // At a place, not at the end: what a failed attempt left behind is written over.
      for (let from = 0; from < data.length; ) from += writeSync(this.#descriptor, data, from, data.length - from, this.#length + from);
    } catch (cause) {
      this.#failed = fault(this.#path, cause);
      throw this.#failed;
    }
    this.#failed = undefined;
    this.#pending = [];
    this.#length += data.length;
    this.#written += data.length;
  }

  /** The same, and where asked for on the disk, before it returns. @throws SERVING_JOURNAL_FAILED */
  commitNow(): void {
    this.write();
    if (this.#place.sync) this.#syncNow();
    this.#compactIfLong();
  }

  /** Appends what was noted; where asked for, waits with all others for the disk. @throws SERVING_JOURNAL_FAILED */
  async commit(): Promise<void> {
    this.write();
    const until = this.#written;
    while (this.#place.sync && this.#durable < until) {
      if (this.#unsure !== undefined) throw this.#unsure;
      this.#syncing ??= this.#startSync();
      await this.#syncing;
    }
    this.#compactIfLong();
  }

  /** Replaces the journal by a snapshot. */
  async close(): Promise<void> {
    if (this.#closing) return;
    this.#closing = true;
    await this.#compacting;
    await this.#syncing?.catch(() => undefined);
    const { folder, version, header, save, onNote } = this.#place;
    try {
      this.write();
      if (this.#length > Buffer.byteLength(journalLine(header))) {
        await replaceDurably(snapshotPath(folder, version, this.#number + 1), save());
        await removeBefore(folder, version, this.#number + 1);
      }
    } catch (error) {
      onNote(`The entity history stays in its journal (${(error as Error).message}).`);
    }
    this.#closed = true;
    this.#durable = this.#written;
    closeSync(this.#descriptor);
  }

  #begin(): void {
    this.#pending.unshift(journalLine(this.#place.header));
    this.write();
  }

  async #startSync(): Promise<void> {
    const until = this.#written;
    try {
      await dataSync(this.#descriptor);
      this.#durable = Math.max(this.#durable, until);
    } catch (cause) {
      throw this.#isUnsure(cause);
    } finally {
      this.#syncing = undefined;
    }
  }

  #syncNow(): void {
    try {
      fdatasyncSync(this.#descriptor);
    } catch (cause) {
      throw this.#isUnsure(cause);
    }
    this.#durable = this.#written;
  }

  #isUnsure(cause: unknown): MillwrightError {
    this.#unsure = new MillwrightError(
      "SERVING_JOURNAL_FAILED",
      `the disk did not confirm what was written to ${this.#path} (${cause instanceof Error ? cause.message : String(cause)}).`,
      "Check the disk, then start the server again: it reads what is there.",
      { cause },
    );
    return this.#unsure;
  }

  #compactIfLong(): void {
    if (this.#length <= this.#limit || this.#compacting !== undefined || this.#pending.length > 0 || this.#closing) return;
    const { folder, version, limitBytes, onNote } = this.#place;
    const path = journalPath(folder, version, this.#number + 1);
    const before = { number: this.#number, descriptor: this.#descriptor, length: this.#length };
    try {
      this.#compact(path, before.descriptor);
    } catch (error) {
      if (this.#descriptor !== before.descriptor) closeSync(this.#descriptor);
      ({ number: this.#number, descriptor: this.#descriptor, length: this.#length } = before);
      this.#pending = [];
      this.#failed = undefined;
      this.#limit = before.length + limitBytes;
      rmSync(path, { force: true });
      onNote(`The entity history's journal cannot be shortened yet (${(error as Error).message}).`);
    }
  }

  /** Goes on in a new journal while a snapshot of all before it is written. */
  #compact(path: string, old: number): void {
    const { folder, version, save, onNote, limitBytes, sync } = this.#place;
    if (sync) this.#syncNow();
    const snapshot = save();
    this.#descriptor = openSync(path, "w");
    this.#number += 1;
    this.#length = 0;
    this.#begin();
    this.#limit = limitBytes;
    const number = this.#number;
    const idle = this.#syncing?.catch(() => undefined) ?? Promise.resolve();
    this.#compacting = idle
      .then(() => closeSync(old))
      .then(() => replaceDurably(snapshotPath(folder, version, number), snapshot))
      .then(() => removeBefore(folder, version, number))
      .catch((error: Error) => onNote(`No snapshot of the entity history could be written (${error.message}); its journals are kept.`))
      .finally(() => {
        this.#compacting = undefined;
      });
  }
}
