import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { studyStoreContract } from "../../testing/study-store-contract.ts";
import { type PostgresServer, startPostgres } from "../fixtures/postgres-server.ts";
import { openStudies } from "./open-studies.ts";

let folder = "";
let server: PostgresServer;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "millwright-studies-"));
  server = await startPostgres();
});
afterAll(() => {
  server.stop();
  rmSync(folder, { recursive: true, force: true });
});

describe("a store of studies", () => {
  for (const { title, check } of studyStoreContract("in SQLite", () => openStudies(mkdtempSync(join(folder, "ledger-"))))) it(title, check);
  for (const { title, check } of studyStoreContract("in PostgreSQL", () => openStudies(server.newDatabase()))) it(title, check);

  it("that cannot be reached is named without its password", async () => {
    const opened = openStudies("postgres://me:hidden@127.0.0.1:1/none");
    await expect(opened).rejects.toThrow(/LEDGER_STORE_UNREACHABLE.*postgres:\/\/me@127\.0\.0\.1:1\/none/);
    await expect(opened).rejects.not.toThrow(/hidden/);
    await expect(openStudies(server.url.replace(/[^/]*$/, "nowhere"))).rejects.toThrow(/LEDGER_STORE_UNREACHABLE/);
  });

  it("has an address that is a directory or a PostgreSQL database", async () => {
    await expect(openStudies("mysql://host/studies")).rejects.toThrow(/LEDGER_STORE_UNKNOWN.*mysql/);
  });
});
