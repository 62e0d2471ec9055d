import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  decimalsFor,
  formatChange,
  formatInterval,
  formatMegabytes,
  formatMicroseconds,
  formatMoment,
  formatNumber,
  formatPlain,
  formatSeconds,
  formatShare,
} from "./format-number.ts";

describe("numbers for people", () => {
  test("an interval keeps the decimals of its value", () => {
    expect(formatInterval({ value: 0.684, low: 0.65, high: 0.712 })).toBe("0.684 [0.650, 0.712]");
    expect(formatInterval({ value: 59593.2, low: 52010, high: 70111.4 })).toBe("59,593 [52,010, 70,111]");
  });

  test("an interval without bounds is the value alone", () => {
    expect(formatInterval({ value: 0.5, low: Number.NaN, high: Number.NaN })).toBe("0.500");
  });

  test("small values keep two significant digits, tiny ones become powers of ten", () => {
    expect(formatNumber(0.0074)).toBe("0.0074");
    expect(formatNumber(2.1e-7)).toBe("2.1e−7");
  });

  test("years are not separated, five digits are", () => {
    expect(formatPlain(2006)).toBe("2006");
    expect(formatPlain(20060)).toBe("20,060");
  });

  test("what is not a number is a dash", () => {
    expect(formatNumber(Number.NaN)).toBe("–");
    expect(formatNumber(Number.NEGATIVE_INFINITY)).toBe("−∞");
  });

  test("a change shows its sign, zero shows none", () => {
    expect(formatChange({ value: 0.3, low: -0.02, high: 0.33 }, 2)).toBe("+0.30 [−0.02, +0.33]");
    expect(formatChange({ value: 0, low: 0, high: 0 }, 2)).toBe("0.00 [0.00, 0.00]");
  });

  test.each([
    [0, "0 s"],
    [0.0004, "<1 ms"],
    [0.02, "20 ms"],
    [3.84, "3.8 s"],
    [59.6, "1 min 0 s"],
    [200, "3 min 20 s"],
    [3599.9, "60 min 0 s"],
    [3840, "1 h 4 min"],
  ])("%f seconds read %s", (seconds, text) => {
    expect(formatSeconds(seconds)).toBe(text);
  });

  test.each([
    [0, "0 %"],
    [0.0312, "3.1 %"],
    [0.9, "90 %"],
    [0.00004, "<0.01 %"],
    [1, "100 %"],
  ])("a share of %f reads %s", (share, text) => {
    expect(formatShare(share)).toBe(text);
  });

  test("times and sizes change their unit", () => {
    expect(formatMicroseconds(61)).toBe("61 µs");
    expect(formatMicroseconds(1240)).toBe("1.24 ms");
    expect(formatMegabytes(0.034)).toBe("34 kB");
    expect(formatMegabytes(2210)).toBe("2.2 GB");
    expect(formatMoment(Date.UTC(2018, 6, 25))).toBe("2018-07-25");
  });

  test("every finite number is written so that it reads back within its decimals", () => {
    fc.assert(
      fc.property(fc.double({ min: -1e12, max: 1e12, noNaN: true }), (value) => {
        const read = Number(formatNumber(value).replaceAll(",", "").replaceAll("−", "-"));
        const decimals = decimalsFor([value]);
        expect(Math.abs(read - value)).toBeLessThanOrEqual(
          Math.max(0.51 * 10 ** -decimals, Math.abs(value) < 1e-5 ? 0.06 * Math.abs(value) : 0),
        );
      }),
    );
  });
});
