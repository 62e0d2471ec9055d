import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { errorDocsFile, renderErrorDocs } from "../scripts/error-docs.ts";
import { catalogueByRoom } from "../src/errors/index.ts";

test("docs/errors.md holds exactly the codes of the catalogue", () => {
  const page = readFileSync(errorDocsFile, "utf8");
  expect(page, "Run `npm run docs:errors` to write the page again.").toBe(renderErrorDocs());
});

test("no two rooms throw the same code, and every code starts with its room's name (or PACKAGE, for the packages that serving reads and writes)", () => {
  const codes = Object.entries(catalogueByRoom).flatMap(([room, entries]) => Object.keys(entries).map((code) => ({ room, code })));
  expect(new Set(codes.map(({ code }) => code)).size).toBe(codes.length);
  const foreign = codes.filter(
    ({ room, code }) => !(code.startsWith(`${room.toUpperCase()}_`) || (room === "serving" && code.startsWith("PACKAGE_"))),
  );
  expect(foreign).toEqual([]);
});

test("every meaning is one sentence", () => {
  const meanings = Object.values(catalogueByRoom).flatMap((entries) => Object.values(entries));
  expect(meanings.filter((meaning) => !/^[A-Z].*\.$/.test(meaning))).toEqual([]);
});
