import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { days, hours } from "../durations.ts";
import { Table } from "../tables/table.ts";
import { deriveHistory } from "./derive-history.ts";
import { EntityHistory } from "./entity-history.ts";
import { type Window, windowCount, windowMaximum, windowMean, windowMinimum, windowSum } from "./window.ts";

const customer = { entity: "customer", time: "time" } as const;
const shop = { entity: "shop", time: "time" } as const;
const windows: Record<string, Window> = {
  count_1d: windowCount({ ...customer, over: days(1) }),
  mean_3d: windowMean({ ...customer, of: "amount", over: days(3) }),
  sum_1d: windowSum({ ...customer, of: "amount", over: days(1) }),
  smallest_2d: windowMinimum({ ...customer, of: "amount", over: days(2), empty: -1 }),
  largest_late: windowMaximum({ ...customer, of: "amount", over: days(2), delay: hours(6), empty: -1 }),
  shop_count: windowCount({ ...shop, over: days(2), delay: days(1) }),
  shop_known: windowCount({ ...shop, of: "fraud", over: days(2), delay: days(1) }),
  shop_risk: windowMean({ ...shop, of: "fraud", over: days(2), delay: days(1) }),
};

interface Purchase {
  readonly customer: string | null;
  readonly shop: string;
  readonly time: number;
  readonly amount: number | null;
  readonly fraud: boolean | null;
}

/** Times on a grid of 6 hours: ties and window edges happen often. */
const purchases = fc.array(
  fc.record({
    customer: fc.constantFrom("a", "b", null),
    shop: fc.constantFrom("x", "y"),
    time: fc.integer({ min: 0, max: 40 }).map((step) => step * hours(6)),
    // Running sums hold 106 bits: amounts between a millionth and a million leave none of them out.
    amount: fc.oneof(
      fc.constantFrom(null, 0.1, 0.2, 0.3),
      fc.double({ min: -1e6, max: 1e6, noNaN: true }).filter((amount) => Math.abs(amount) > 1e-6),
    ),
    fraud: fc.constantFrom(true, false, null),
  }),
  { minLength: 1, maxLength: 60 },
);

function codes(values: readonly (string | null)[], dictionary: string[]): { kind: "category"; codes: Int32Array; dictionary: string[] } {
  return { kind: "category", codes: Int32Array.from(values, (value) => (value === null ? -1 : dictionary.indexOf(value))), dictionary };
}

function tableOf(rows: readonly Purchase[]): Table {
  return new Table("purchases", {
    customer: codes(
      rows.map((row) => row.customer),
      ["a", "b"],
    ),
    shop: codes(
      rows.map((row) => row.shop),
      ["x", "y"],
    ),
    time: { kind: "timestamp", values: Float64Array.from(rows, (row) => row.time) },
    amount: { kind: "number", values: Float64Array.from(rows, (row) => row.amount ?? Number.NaN) },
    fraud: { kind: "boolean", values: Uint8Array.from(rows, (row) => (row.fraud === null ? 255 : Number(row.fraud))) },
  });
}

/** The definition, word for word: rows of the entity in (t − delay − over, t − delay], by time and place. */
function byDefinition(rows: readonly Purchase[], at: number, window: Window): number {
  const row = rows[at] as Purchase;
  const entity = row[window.entity as "customer"];
  if (entity === null) return window.empty;
  const last = row.time - window.delayMs;
  const inside = rows.filter((other, place) => {
    if (other[window.entity as "customer"] !== entity || other.time <= last - window.overMs || other.time > last) return false;
    return window.delayMs > 0 || other.time < row.time || place <= at;
  });
  const values = inside
    .map((other) => (window.of === undefined ? 1 : other[window.of as "amount"]))
    .filter((value) => value !== null)
    .map(Number);
  if (values.length === 0) return window.empty;
  const sum = values.reduce((total, value) => total + value, 0);
  return { count: values.length, sum, mean: sum / values.length, minimum: Math.min(...values), maximum: Math.max(...values) }[
    window.aggregate
  ];
}

function sorted(rows: readonly Purchase[]): Purchase[] {
  return rows.toSorted((a, b) => a.time - b.time);
}

describe("deriveHistory", () => {
  test("equals the definition of each window, rows in any order", () => {
    fc.assert(
      fc.property(purchases, (rows) => {
        const derived = deriveHistory(tableOf(rows), windows);
        for (const [name, window] of Object.entries(windows)) {
          const { values } = derived.column(name, "number");
          for (const [at] of rows.entries()) {
            const expected = byDefinition(rows, at, window);
            expect(Math.abs((values[at] ?? Number.NaN) - expected)).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(expected)));
          }
        }
      }),
    );
  });

  test("a delayed window does not change when the row's own label or any label younger than the delay changes", () => {
    fc.assert(
      fc.property(purchases, fc.nat(), (rows, pick) => {
        const at = pick % rows.length;
        const now = (rows[at] as Purchase).time;
        const hidden = rows.map((row) => (row.time > now - days(1) ? { ...row, fraud: null } : row));
        const before = deriveHistory(tableOf(rows), windows).column("shop_risk", "number").values[at];
        expect(deriveHistory(tableOf(hidden), windows).column("shop_risk", "number").values[at]).toBe(before);
      }),
    );
  });

  test("the window is open at its start, closed at its end, and of equal moments holds those before it in the table", () => {
    const time = (step: number): Purchase => ({ customer: "a", shop: "x", time: step, amount: 1, fraud: false });
    const rows = [time(0), time(days(1)), time(days(1)), time(days(2))];
    const counts = deriveHistory(tableOf(rows), windows).column("count_1d", "number").values;
    expect([...counts]).toEqual([1, 1, 2, 1]);
  });

  test("a sum over one value gives that value exactly, after a million larger ones", () => {
    const n = 1000;
    const rows = Array.from(
      { length: n },
      (_, i): Purchase => ({ customer: "a", shop: "x", time: i * days(2), amount: i === n - 1 ? 0.1 : 1e9 + 0.3, fraud: false }),
    );
    expect(deriveHistory(tableOf(rows), windows).column("sum_1d", "number").values[n - 1]).toBe(0.1);
  });

  test("equals pandas on ties, window edges and missing labels", () => {
    // pandas 3.1.1, rows indexed by time: a.rolling("1D").count() and .sum() / .count(), a.rolling("3D").max() and .min(); risk as the card
    // fraud handbook computes it: (f.rolling("8D").sum() − f.rolling("7D").sum()) / (the same of counts), 0 where empty. Tolerance 1e-15.
    const hoursIn = [0, 0, 12, 24, 24, 60, 168, 180, 192, 192];
    const amounts = [10, 20, 5.5, 1, 2, 40, 7, 8, 9, 0.25];
    const frauds = [0, 1, 0, 1, 0, 0, 1, 0, 0, 1];
    const rows = hoursIn.map(
      (hour, i): Purchase => ({ customer: "a", shop: "x", time: hours(hour), amount: amounts[i] ?? null, fraud: frauds[i] === 1 }),
    );
    const golden: Record<string, [Window, number[]]> = {
      count: [windowCount({ ...customer, over: days(1) }), [1, 2, 3, 2, 3, 1, 1, 2, 2, 3]],
      mean: [
        windowMean({ ...customer, of: "amount", over: days(1) }),
        [10, 15, 11.833333333333334, 3.25, 2.8333333333333335, 40, 7, 7.5, 8.5, 5.75],
      ],
      largest: [windowMaximum({ ...customer, of: "amount", over: days(3) }), [10, 20, 20, 20, 20, 40, 7, 8, 9, 9]],
      smallest: [windowMinimum({ ...customer, of: "amount", over: days(3) }), [10, 10, 5.5, 1, 1, 1, 7, 7, 7, 0.25]],
      known: [windowCount({ ...shop, over: days(1), delay: days(7) }), [0, 0, 0, 0, 0, 0, 2, 3, 3, 3]],
      risk: [windowMean({ ...shop, of: "fraud", over: days(1), delay: days(7) }), [0, 0, 0, 0, 0, 0, 0.5, 1 / 3, 1 / 3, 1 / 3]],
    };
    const derived = deriveHistory(tableOf(rows), Object.fromEntries(Object.entries(golden).map(([name, [window]]) => [name, window])));
    for (const [name, [, expected]] of Object.entries(golden)) {
      for (const [at, value] of derived.column(name, "number").values.entries()) expect(value).toBeCloseTo(expected[at] ?? Number.NaN, 15);
    }
    // The second label missing: f.rolling("1D").count() and .mean()
    const holes = tableOf(rows.map((row, i) => (i === 1 ? { ...row, fraud: null } : row)));
    const partial = deriveHistory(holes, {
      count: windowCount({ ...shop, of: "fraud", over: days(1) }),
      mean: windowMean({ ...shop, of: "fraud", over: days(1) }),
    });
    expect([...partial.column("count", "number").values]).toEqual([1, 1, 2, 2, 3, 1, 1, 2, 2, 3]);
    expect([...partial.column("mean", "number").values]).toEqual([0, 0, 0, 0.5, 1 / 3, 0, 1, 0.5, 0, 1 / 3]);
  });

  test("a row without a time is refused with its number", () => {
    const table = tableOf([{ customer: "a", shop: "x", time: Number.NaN, amount: 1, fraud: null }]);
    expect(() => deriveHistory(table, windows)).toThrow(/DATA_HISTORY_TIME_MISSING: row 1/);
  });

  test("a window over text is refused", () => {
    const table = tableOf([{ customer: "a", shop: "x", time: 0, amount: 1, fraud: null }]);
    expect(() => deriveHistory(table, { wrong: windowSum({ ...customer, of: "shop", over: days(1) }) })).toThrow(/DATA_COLUMN_KIND/);
  });
});

describe("EntityHistory", () => {
  test("replayed row by row, labels arriving late, gives exactly what the table gives", () => {
    fc.assert(
      fc.property(purchases, (unsorted) => {
        const rows = sorted(unsorted);
        const derived = deriveHistory(tableOf(rows), windows);
        const history = new EntityHistory(windows);
        let labelled = 0;
        for (const [at, row] of rows.entries()) {
          for (; (rows[labelled]?.time ?? Number.POSITIVE_INFINITY) <= row.time - days(1); labelled++) {
            const older = rows[labelled] as Purchase;
            if (older.fraud !== null) history.label(older, "fraud", older.fraud);
          }
          const request = { ...row, fraud: null };
          const online = history.derive(request);
          for (const name of Object.keys(windows)) expect([name, online[name]]).toEqual([name, derived.column(name, "number").values[at]]);
          history.observe(request);
        }
      }),
    );
  });

  test("saved, restored or built from a table, it goes on with the same numbers", () => {
    fc.assert(
      fc.property(purchases, fc.nat(), (unsorted, pick) => {
        const rows = sorted(unsorted);
        const cut = pick % rows.length;
        const derived = deriveHistory(tableOf(rows), windows);
        const built = EntityHistory.from(tableOf(rows.slice(0, cut)), windows);
        const restored = EntityHistory.restore(windows, built.save());
        for (const history of [built, restored]) {
          for (let at = cut; at < rows.length; at++) {
            const online = history.derive(rows[at] as Purchase);
            for (const name of Object.keys(windows))
              expect([name, online[name]]).toEqual([name, derived.column(name, "number").values[at]]);
            history.observe(rows[at] as Purchase);
          }
        }
      }),
    );
  });

  test("forgets events that no window can reach, and entities that have gone quiet", () => {
    const history = new EntityHistory(windows);
    for (let i = 0; i < 2000; i++)
      history.observe({ customer: `c${i}`, shop: "x", time: new Date(i * hours(12)), amount: 1, fraud: false });
    expect(history.size.entities).toBeLessThan(100);
    expect(history.size.events).toBeLessThan(100);
  });

  test("a row that comes late is put in its place", () => {
    const history = new EntityHistory(windows);
    const at = (time: number, amount: number) => ({ customer: "a", shop: "x", time: new Date(time), amount });
    history.observe(at(hours(10), 1));
    history.observe(at(hours(2), 5));
    expect(history.derive(at(hours(11), 2))).toMatchObject({ count_1d: 3, sum_1d: 8, largest_late: 5 });
    expect(history.derive(at(hours(5), 2))).toMatchObject({ count_1d: 2, sum_1d: 7 });
  });

  test("a label of a row that nobody observed changes nothing and says so", () => {
    const history = new EntityHistory(windows);
    expect(history.label({ customer: "a", shop: "x", time: new Date(0) }, "fraud", true)).toBe(false);
  });

  test("a request without a time, and a state of other windows, are refused", () => {
    const history = new EntityHistory(windows);
    expect(() => history.derive({ customer: "a", shop: "x" })).toThrow(/DATA_HISTORY_TIME_MISSING/);
    expect(() => EntityHistory.restore(windows, { arrays: {}, texts: {} })).toThrow(/DATA_HISTORY_STATE_INVALID/);
  });

  test("a window without a length is refused", () => {
    expect(() => windowCount({ ...customer, over: 0 })).toThrow(/DATA_SETTINGS_INVALID/);
    expect(() => windowCount({ ...customer, over: days(1), delay: -1 })).toThrow(/DATA_SETTINGS_INVALID/);
  });
});
