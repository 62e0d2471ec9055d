import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { crc32, gunzipSync } from "node:zlib";
import { fromTable, type PlainRow, type Source, tableFromRows } from "millwright";

/** Records of CSV with quotes, by the names of the header. */
function recordsOf(csv: string): Record<string, string>[] {
  const records: string[][] = [];
  let record: string[] = [];
  for (const [, quoted, plain = "", end] of csv.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/g)) {
    record.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end === ",") continue;
    if (record.length > 1) records.push(record);
    record = [];
    if (end === "") break;
  }
  const [header = [], ...rows] = records;
  return rows.map((cells) => Object.fromEntries(header.map((name, at) => [name, cells[at] ?? ""])));
}

const number = (text: string | undefined): number | null => {
  const value = Number.parseFloat((text ?? "").replace(/[$,%]/g, ""));
  return Number.isFinite(value) ? value : null;
};

/** Share of those up to each value, ties in the middle. */
function shareUpTo(values: readonly number[]): (value: number) => number {
  return (value) => {
    const below = values.filter((other) => other < value).length;
    const equal = values.filter((other) => other === value).length;
    return (below + (equal + 1) / 2) / values.length;
  };
}

/** Demand within a place: 0 without a review in twelve months, else 1 to 4 by the rank among those that have some. */
function gradesOf(reviews: readonly number[]): number[] {
  const share = shareUpTo(reviews.filter((count) => count > 0));
  return reviews.map((count) => {
    if (count === 0) return 0;
    const rank = share(count);
    return rank > 0.9 ? 4 : rank > 0.7 ? 3 : rank > 0.4 ? 2 : 1;
  });
}

/** A fifth of the neighbourhoods is judged on, two fifths are chosen on: there are few of them. */
function partOf(place: string): string {
  const fold = crc32(place) % 5;
  return fold === 0 ? "test" : fold <= 2 ? "validation" : "train";
}

const centre = { latitude: 51.4545, longitude: -2.5879 };

function rowOf(record: Readonly<Record<string, string>>): PlainRow {
  const [latitude, longitude] = [number(record["latitude"]) ?? 0, number(record["longitude"]) ?? 0];
  const joined = Date.parse(record["host_since"] ?? "");
  return {
    place: record["neighbourhood_cleansed"] ?? "",
    listing: record["id"] ?? "",
    host: record["host_id"] ?? "",
    price: number(record["price"]),
    accommodates: number(record["accommodates"]) ?? 0,
    bathrooms: number(/[\d.]+/.exec(record["bathrooms_text"] ?? "")?.[0]),
    bedrooms: number(record["bedrooms"]),
    beds: number(record["beds"]),
    minimum_nights: number(record["minimum_nights"]) ?? 0,
    maximum_nights: number(record["maximum_nights"]) ?? 0,
    room_type: record["room_type"] ?? "",
    amenities: (record["amenities"] ?? "").toLowerCase(),
    description: record["description"] ?? "",
    title: record["name"] ?? "",
    host_days: Number.isNaN(joined) ? null : Math.round((Date.parse("2025-09-26") - joined) / 86_400_000),
    superhost: record["host_is_superhost"] === "" ? null : record["host_is_superhost"] === "t",
    instant: record["instant_bookable"] === "" ? null : record["instant_bookable"] === "t",
    response_rate: number(record["host_response_rate"]),
    acceptance_rate: number(record["host_acceptance_rate"]),
    host_listings: number(record["calculated_host_listings_count"]) ?? 0,
    latitude,
    longitude,
    from_centre: Math.hypot((latitude - centre.latitude) * 111, (longitude - centre.longitude) * 69),
    part: partOf(record["neighbourhood_cleansed"] ?? ""),
  };
}

/**
 * Inside Airbnb, Bristol, September 2025: listings by neighbourhood. There are no bookings; reviews of the last twelve months stand in
 * for them, and no column about reviews, scores or availability is a feature: they would tell the grade.
 */
export function bristol(folder: string): Source {
  return {
    kind: "table",
    description: "Inside Airbnb, Bristol, 2025-09-26",
    simulated: false,
    read: async (schema, context) => {
      const records = recordsOf(gunzipSync(await readFile(join(folder, "bristol", "listings.csv.gz"))).toString("utf8"));
      const places = Map.groupBy(records, (record) => record["neighbourhood_cleansed"] ?? "");
      const rows = [...places.values()].flatMap((list) => {
        const ordered = list.toSorted((a, b) => Number(a["id"]) - Number(b["id"]));
        const grades = gradesOf(ordered.map((record) => number(record["number_of_reviews_ltm"]) ?? 0));
        return ordered.map((record, at): PlainRow => ({ ...rowOf(record), grade: grades[at] ?? 0 }));
      });
      return fromTable(tableFromRows("bristol", schema, rows)).read(schema, context);
    },
  };
}
