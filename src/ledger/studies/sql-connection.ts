import type { StoredRow } from "./stored-rows.ts";
import type { StudyLock } from "./study-store.ts";

/** A value that is bound to a `?`. */
export type SqlValue = string | number | null;

/** Statements of one connection or transaction; `?` stands for values in their order. */
export interface Statements {
  all(sql: string, ...values: readonly SqlValue[]): Promise<StoredRow[]>;
  /** @returns how many rows changed. */
  run(sql: string, ...values: readonly SqlValue[]): Promise<number>;
  /** Milliseconds on the clock that all workers of this database share. */
  now(): Promise<number>;
}

/** A database that keeps studies, in SQL that SQLite and PostgreSQL share. */
export interface SqlConnection extends Statements {
  readonly place: string;
  /** One transaction; rolled back when `work` throws. */
  change<Result>(work: (statements: Statements) => Promise<Result>): Promise<Result>;
  /** A lock by name that ends with its process or connection; undefined when somebody else has it. */
  lock(name: string): Promise<StudyLock | undefined>;
  end(): Promise<void>;
}
