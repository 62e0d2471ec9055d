import fc from "fast-check";
import { expect, test } from "vitest";
import { Table } from "../../tables/table.ts";
import type { FittedFeatures } from "../feature.ts";
import { fitFeatures } from "../fit-features.ts";
import { type DatePartsSettings, dateParts } from "./date-parts.ts";

function moments(values: readonly number[]): Table {
  return new Table("moments", { time: { kind: "timestamp", values: Float64Array.from(values) } });
}

function fit(settings: DatePartsSettings, values: readonly number[]): Promise<FittedFeatures> {
  const table = moments(values);
  return fitFeatures([dateParts("time", settings)], table, { seed: 1, truth: new Float64Array(table.rows), classes: 0 });
}

const parts = ["hour", "weekday", "day", "month", "day_of_year", "year", "is_weekend", "is_night"] as const;

/** The same parts by the engine's own calendar. */
function expectedParts(ms: number): number[] {
  const date = new Date(ms);
  const weekday = (date.getUTCDay() + 6) % 7;
  const dayOfYear = Math.round((Date.UTC(2000, date.getUTCMonth(), date.getUTCDate()) - Date.UTC(2000, 0, 1)) / 86_400_000) + 1;
  const year = date.getUTCFullYear();
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return [
    date.getUTCHours(),
    weekday,
    date.getUTCDate(),
    date.getUTCMonth() + 1,
    dayOfYear - (!isLeap && date.getUTCMonth() > 1 ? 1 : 0),
    year,
    weekday >= 5 ? 1 : 0,
    date.getUTCHours() <= 6 ? 1 : 0,
  ];
}

test("Tuesday 2018-04-24 05:30 has hour 5, weekday 1, day 24, month 4, day 114 of 2018, no weekend, night", async () => {
  const fitted = await fit({ parts, standardise: false }, [Date.UTC(2018, 3, 24, 5, 30)]);
  expect([...(fitted.training.dense?.values ?? [])]).toEqual([5, 1, 24, 4, 114, 2018, 0, 1]);
  expect(fitted.denseNames[0]).toBe("hour of time");
});

test("the graph's calendar is that of the engine from year 1 to 9999", async () => {
  const moment = fc.integer({ min: Date.UTC(1, 0, 1) - 1900 * 366 * 86_400_000, max: Date.UTC(9999, 11, 31) });
  await fc.assert(
    fc.asyncProperty(fc.array(moment, { minLength: 30, maxLength: 30 }), async (values) => {
      const edges = [0, -1, Date.UTC(2000, 1, 29), Date.UTC(1900, 1, 28, 23, 59, 59, 999), Date.UTC(1900, 2, 1), Date.UTC(2024, 11, 31)];
      const all = [...values, ...edges];
      const fitted = await fit({ parts, standardise: false }, all);
      expect([...(fitted.training.dense?.values ?? [])]).toEqual(all.flatMap(expectedParts));
    }),
    { numRuns: 20, seed: 2 },
  );
});

test("days_since counts from the earliest training row, with fractions", async () => {
  const start = Date.UTC(2020, 0, 1);
  const fitted = await fit({ parts: ["days_since"], standardise: false }, [start + 43_200_000, start]);
  expect(fitted.training.dense?.values).toEqual(Float32Array.of(0.5, 0));
  expect(fitted.features[0]?.learned["origin"]).toBe("2020-01-01T00:00:00.000Z");
});

test("cyclic hours meet at midnight", async () => {
  const fitted = await fit(
    { parts: ["hour"], cyclic: true },
    [0, 6, 12, 18].map((hour) => Date.UTC(2020, 0, 1, hour)),
  );
  const expected = [0, 1, 1, 0, 0, -1, -1, 0];
  fitted.training.dense?.values.forEach((value, i) => {
    expect(value).toBeCloseTo(expected[i] ?? 0, 6);
  });
  expect(fitted.denseNames).toEqual(["sin hour of time", "cos hour of time"]);
});

test("a night from 22 to 4 goes over midnight", async () => {
  const hours = [21, 22, 23, 0, 4, 5].map((hour) => Date.UTC(2020, 0, 1, hour));
  const fitted = await fit({ parts: ["is_night"], night: [22, 4] }, hours);
  expect([...(fitted.training.dense?.values ?? [])]).toEqual([0, 1, 1, 1, 1, 0]);
});

test("a missing moment gets the mean of counted parts, 0 for flags, and a column of its own", async () => {
  const hours = [Date.UTC(2020, 0, 4, 2), Date.UTC(2020, 0, 4, 4), Number.NaN];
  const fitted = await fit({ parts: ["hour", "is_weekend"], standardise: false }, hours);
  expect([...(fitted.training.dense?.values ?? [])]).toEqual([2, 1, 0, 4, 1, 0, 3, 0, 1]);
});

test("an unknown part is refused with the known ones", () => {
  expect(() => dateParts("time", { parts: ["minute" as "hour"] })).toThrow('there is no part "minute". Choose from hour, weekday');
});
