import fc from "fast-check";
import { expect, test } from "vitest";
import type { ColumnRule } from "../../data/index.ts";
import { allowedValues, compileRowCheck } from "./row-check.ts";
import { parseTimestamp } from "./timestamps.ts";

const columns: readonly ColumnRule[] = [
  { name: "amount", kind: "number", nullable: false, minimum: 0, maximum: 100 },
  { name: "items", kind: "number", nullable: true, integer: true },
  { name: "share", kind: "number", nullable: true, minimum: 0, maximum: 1, aboveMinimum: true, belowMaximum: true },
  { name: "country", kind: "category", nullable: false, allowed: ["NL", "BE"] },
  { name: "shop", kind: "category", nullable: false },
  { name: "note", kind: "text", nullable: true, maximumLength: 5, minimumLength: 2 },
  { name: "time", kind: "timestamp", nullable: false },
  { name: "online", kind: "boolean", nullable: false },
  { name: "coupon", kind: "category", nullable: true, optional: true },
];
const check = compileRowCheck(columns);
const good = {
  amount: 12.5,
  items: 2,
  share: 0.5,
  country: "NL",
  shop: "s1",
  note: "fine",
  time: "2026-03-14T09:26:53Z",
  online: true,
  coupon: null,
};
const without = (key: string): object => Object.fromEntries(Object.entries(good).filter(([name]) => name !== key));

test("a good row passes; its timestamp is a Date and what it lacks of optional fields null", () => {
  expect(check(without("coupon"), "row 0")).toEqual({ ...good, time: new Date("2026-03-14T09:26:53Z") });
  expect(check({ ...good, items: null, share: null, note: null, time: new Date(0) }, "row 0")["time"]).toEqual(new Date(0));
});

test("a caller's row is never changed", () => {
  const frozen = Object.freeze({ ...good });
  expect(() => check(frozen, "row 0")).not.toThrow();
  expect(frozen.time).toBe(good.time);
});

test.each<[string, unknown, RegExp]>([
  [
    "a number below its minimum",
    { ...good, amount: -1 },
    /row 3: "amount" is -1\. Send a finite number of at least 0 and of at most 100\./,
  ],
  ["text for a number", { ...good, amount: "12.5" }, /"amount" is "12\.5"/],
  ["NaN", { ...good, amount: Number.NaN }, /"amount" is NaN\. Send a finite number/],
  ["infinity", { ...good, items: Number.POSITIVE_INFINITY }, /"items" is Infinity\. Send a whole number, or null/],
  ["a fraction for a whole number", { ...good, items: 1.5 }, /"items" is 1\.5\. Send a whole number/],
  ["an open bound itself", { ...good, share: 1 }, /"share" is 1\. Send a finite number above 0 and below 1/],
  ["the other open bound", { ...good, share: 0 }, /"share" is 0\./],
  ["null where nothing may be missing", { ...good, amount: null }, /"amount" is null/],
  ["a value near an allowed one", { ...good, country: "nl" }, /"country" is "nl"\. Send one of "NL", "BE"\. Did you mean "NL"\?/],
  ["a category of 300 characters", { ...good, shop: "x".repeat(300) }, /"shop" is "x+…\. Send text of at most 256 characters/],
  ["a text that is too long", { ...good, note: "123456" }, /Send text of at least 2 and of at most 5 characters, or null/],
  ["a text that is too short", { ...good, note: "1" }, /"note" is "1"/],
  ["a day that does not exist", { ...good, time: "2026-02-30" }, /"time" is "2026-02-30"\. Send an ISO 8601 moment/],
  ["milliseconds for a moment", { ...good, time: 12 }, /"time" is 12/],
  ["an invalid Date", { ...good, time: new Date(Number.NaN) }, /"time" is an invalid Date/],
  ["a number for a boolean", { ...good, online: 1 }, /"online" is 1\. Send true or false\./],
  ["a list for a text", { ...good, note: ["a"] }, /"note" is \["a"\]/],
  ["a missing field", without("shop"), /row 3: field "shop" is missing\. Send text/],
  ["a misspelt field", { ...without("amount"), amout: 1 }, /field "amount" is missing\. It came with "amout": did you mean "amount"\?/],
  ["an extra field", { ...good, colour: "red" }, /field "colour" \(with "red"\) is not one of the model's\. Leave it out\. Known: amount/],
  ["a prototype key", JSON.parse(`{"__proto__":{"amount":1},${JSON.stringify(good).slice(1)}`), /field "__proto__"/],
  ["a list", [1], /row 3 is \[1\], not an object/],
  ["nothing", null, /row 3 is null, not an object/],
])("%s is refused with field, value and what is allowed", (_what, row, message) => {
  expect(() => check(row, "row 3")).toThrow(message);
  expect(() => check(row, "row 3")).toThrow(/^SERVING_ROW_INVALID/);
});

test("a column called like a method of objects must be there itself", () => {
  const strange = compileRowCheck([{ name: "toString", kind: "number", nullable: false }]);
  expect(() => strange({}, "row 0")).toThrow(/"toString" is missing/);
  expect(strange({ toString: 1 }, "row 0")).toEqual({ toString: 1 });
});

test("whatever JSON value arrives, the check passes it or names a fault", () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.jsonValue(),
        fc.record(
          Object.fromEntries(Object.entries(good).map(([name, value]) => [name, fc.oneof(fc.constant<unknown>(value), fc.jsonValue())])),
        ),
      ),
      (value) => {
        try {
          check(value, "row 0");
        } catch (error) {
          expect((error as { code: string }).code).toBe("SERVING_ROW_INVALID");
        }
      },
    ),
  );
});

test("moments without a zone are UTC, offsets are honoured, and other texts are none", () => {
  expect(parseTimestamp("2026-03-14 09:26")).toBe(Date.UTC(2026, 2, 14, 9, 26));
  expect(parseTimestamp("2026-03-14")).toBe(Date.UTC(2026, 2, 14));
  expect(parseTimestamp("2026-03-14T09:26:53.5+0200")).toBe(Date.UTC(2026, 2, 14, 7, 26, 53, 500));
  for (const text of ["", "yesterday", "2026-3-14", "2026-13-01", "2026-03-14T25:00Z", "1700000000000"])
    expect([text, parseTimestamp(text)]).toEqual([text, Number.NaN]);
});

test("what a column takes is said in words", () => {
  expect(columns.map(allowedValues).slice(0, 4)).toEqual([
    "a finite number of at least 0 and of at most 100",
    "a whole number, or null where it is missing",
    "a finite number above 0 and below 1, or null where it is missing",
    'one of "NL", "BE"',
  ]);
});
