import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, it } from "vitest";
import { z } from "zod";
import { column } from "../contracts/columns.ts";
import { rowSchemaOf } from "../contracts/row-schema-of.ts";
import { publishedSource } from "./published-source.ts";
import { type Source, withBeside } from "./source.ts";

const schema = rowSchemaOf(z.object({ a: column.number() }));

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "millwright-published-"));
  writeFileSync(join(folder, "cut.gz"), gzipSync("a sentence that is cut short").subarray(0, 20));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A reader of its own, as systems have them. */
function reader(file: string): Source {
  return {
    kind: "table",
    description: "sentences",
    simulated: false,
    read: async () => {
      gunzipSync(readFileSync(join(folder, file)));
      throw new TypeError("a fault of the reader");
    },
  };
}

const read = (source: Source) => publishedSource(source, folder).read(schema, { seed: 0 });

it("names the file that a folder lacks, and those that it has", async () => {
  await expect(read(reader("cit.gz"))).rejects.toMatchObject({
    code: "DATA_FILE_MISSING",
    problem: `there is no file ${join(folder, "cit.gz")}.`,
    fix: expect.stringContaining('Did you mean "cut.gz"?'),
  });
});

it("names the folder of a compressed file that was cut off", async () => {
  await expect(read(reader("cut.gz"))).rejects.toMatchObject({ code: "DATA_FILE_FORMAT", problem: expect.stringContaining(folder) });
});

it("leaves faults of the reader as they are", async () => {
  writeFileSync(join(folder, "whole.gz"), gzipSync("whole"));
  await expect(read(reader("whole.gz"))).rejects.toThrow(TypeError);
});

it("holds for what comes beside the rows", async () => {
  const { beside } = publishedSource(withBeside(reader("whole.gz"), { catalogue: reader("none.gz") }), folder);
  await expect(beside?.["catalogue"]?.read(schema, { seed: 0 })).rejects.toMatchObject({ code: "DATA_FILE_MISSING" });
});
