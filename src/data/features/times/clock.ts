import { add, and, cast, div, floor, greaterOrEqual, less, lessOrEqual, mul, or, sub, type Value, where } from "../../../onnx/index.ts";

/** Parts of a moment, in UTC. */
export type DatePart =
  /** 0 to 23 */
  | "hour"
  /** Monday is 0, Sunday 6. */
  | "weekday"
  /** Of the month, 1 to 31. */
  | "day"
  /** 1 to 12 */
  | "month"
  /** 1 to 366 */
  | "day_of_year"
  | "year"
  /** 1 on Saturday and Sunday. */
  | "is_weekend"
  /** 1 from the first to the last hour of `night`. */
  | "is_night"
  /** Days, with fractions, since the earliest training row. */
  | "days_since";

/** What parts need beside the moment itself. */
export interface ClockSettings {
  /** First and last hour of the night. */
  readonly night: readonly [number, number];
  /** Milliseconds since 1970 from which `days_since` counts. */
  readonly originMs: number;
}

const MS_PER_DAY = 86_400_000;

/** Double arithmetic over [N, 1]; all parts of one moment share what they have in common. */
class Clock {
  readonly #t: Value;
  readonly #settings: ClockSettings;
  #shared = new Map<string, Value>();

  constructor(t: Value, settings: ClockSettings) {
    this.#t = t;
    this.#settings = settings;
  }

  part(part: DatePart): Value {
    switch (part) {
      case "hour":
        return this.hour();
      case "weekday":
        return this.weekday();
      case "day":
        return this.day();
      case "month":
        return this.month();
      case "day_of_year":
        return this.dayOfYear();
      case "year":
        return this.year();
      case "is_weekend":
        return this.#flag(greaterOrEqual(this.weekday(), this.#n(5)));
      case "is_night":
        return this.#flag(this.#isNight());
      case "days_since":
        return div(sub(this.#t, this.#n(this.#settings.originMs)), this.#n(MS_PER_DAY));
    }
  }

  hour(): Value {
    return this.#once("hour", () => floor(div(sub(this.#t, mul(this.days(), this.#n(MS_PER_DAY))), this.#n(3_600_000))));
  }

  /** Whole days since 1970-01-01. */
  days(): Value {
    return this.#once("days", () => floor(div(this.#t, this.#n(MS_PER_DAY))));
  }

  /** 1970-01-01 was a Thursday. */
  weekday(): Value {
    return this.#once("weekday", () => this.#rest(add(this.days(), this.#n(3)), 7));
  }

  // The civil calendar by eras of 400 years that begin on 1 March, so that the leap day is the last of its year.
  // See Hinnant, "chrono-Compatible Low-Level Date Algorithms".

  #marchDays(): Value {
    return this.#once("marchDays", () => add(this.days(), this.#n(719_468)));
  }

  #dayOfEra(): Value {
    return this.#once("dayOfEra", () => this.#rest(this.#marchDays(), 146_097));
  }

  #yearOfEra(): Value {
    return this.#once("yearOfEra", () => {
      const day = this.#dayOfEra();
      const leapDays = sub(add(this.#quotient(day, 1_460), this.#quotient(day, 146_096)), this.#quotient(day, 36_524));
      return this.#quotient(sub(day, leapDays), 365);
    });
  }

  /** 0 on 1 March. */
  #dayOfMarchYear(): Value {
    return this.#once("dayOfMarchYear", () => {
      const year = this.#yearOfEra();
      const before = sub(add(mul(year, this.#n(365)), this.#quotient(year, 4)), this.#quotient(year, 100));
      return sub(this.#dayOfEra(), before);
    });
  }

  /** 0 in March, 11 in February. */
  #marchMonth(): Value {
    return this.#once("marchMonth", () => this.#quotient(add(mul(this.#dayOfMarchYear(), this.#n(5)), this.#n(2)), 153));
  }

  day(): Value {
    return this.#once("day", () => {
      const before = this.#quotient(add(mul(this.#marchMonth(), this.#n(153)), this.#n(2)), 5);
      return add(sub(this.#dayOfMarchYear(), before), this.#n(1));
    });
  }

  month(): Value {
    return this.#once("month", () => {
      const month = this.#marchMonth();
      return add(month, where(less(month, this.#n(10)), this.#n(3), this.#n(-9)));
    });
  }

  year(): Value {
    return this.#once("year", () => {
      const march = add(this.#yearOfEra(), mul(this.#quotient(this.#marchDays(), 146_097), this.#n(400)));
      return add(march, where(less(this.#marchMonth(), this.#n(10)), this.#n(0), this.#n(1)));
    });
  }

  dayOfYear(): Value {
    return this.#once("dayOfYear", () => {
      const past = sub(this.year(), this.#n(1));
      const leapDays = add(sub(this.#quotient(past, 4), this.#quotient(past, 100)), this.#quotient(past, 400));
      const firstOfJanuary = sub(add(mul(past, this.#n(365)), leapDays), this.#n(719_162));
      return add(sub(this.days(), firstOfJanuary), this.#n(1));
    });
  }

  #isNight(): Value {
    const [from, to] = this.#settings.night;
    const isAfter = greaterOrEqual(this.hour(), this.#n(from));
    const isBefore = lessOrEqual(this.hour(), this.#n(to));
    return from <= to ? and(isAfter, isBefore) : or(isAfter, isBefore);
  }

  #flag(condition: Value): Value {
    return cast(condition, "float64");
  }

  #n(value: number): Value {
    return this.#t.graph.scalar(value, "float64");
  }

  #quotient(x: Value, by: number): Value {
    return floor(div(x, this.#n(by)));
  }

  /** The rest with the sign of the divisor, also before 1970. */
  #rest(x: Value, by: number): Value {
    return sub(x, mul(this.#quotient(x, by), this.#n(by)));
  }

  #once(name: string, make: () => Value): Value {
    const known = this.#shared.get(name);
    if (known !== undefined) return known;
    const made = make();
    this.#shared.set(name, made);
    return made;
  }
}

/** Parts of moments. @param t - float64 [N, 1] in ms since 1970. @returns float64 [N, 1] for each part; of a missing moment they mean nothing. */
export function emitDateParts(t: Value, parts: readonly DatePart[], settings: ClockSettings): Value[] {
  const clock = new Clock(t, settings);
  return parts.map((part) => clock.part(part));
}
