import { column, z } from "millwright";

const change = (months: number): ReturnType<ReturnType<typeof column.number>["nullable"]> =>
  column.number({ description: `Change of the log price index over the last ${months} months.` }).nullable();

/** A metropolitan area at the end of a quarter: what its price index has done, and what it does over the twelve months that follow. */
export const metroRow = z.object({
  metro: column.category(),
  state: column.category({ description: "The first state of the area." }),
  month: column.timestamp({ description: "Last day of the month; the index is known up to here." }),
  price: column.number({ minimum: 1, unit: "USD", description: "Typical home value." }),
  change_1: change(1),
  change_3: change(3),
  change_6: change(6),
  change_12: column.number({ description: "Change of the log price index over the last 12 months." }),
  change_24: change(24),
  change_36: change(36),
  change_60: change(60),
  year_earlier: column.number({ description: "The 12-month change as it was a year before." }).nullable(),
  unrest: column.number({ minimum: 0, description: "Standard deviation of the monthly changes of the last 24 months." }).nullable(),
  above_decade: column.number({ description: "Log price less its mean over the last ten years, or as many as there are." }),
  nation_3: column.number({ description: "The nation's change over 3 months." }),
  nation_12: column.number({ description: "The nation's change over 12 months." }),
  state_12: column.number({ description: "Mean change over 12 months of the state's areas." }),
  against_nation: column.number({ description: "Log price less the nation's." }),
  growth: column.number({ description: "Change of the log price index over the next 12 months." }),
});

/** The published index, one column a month, as rows with what was known at the end of each quarter. */
export const metroQuery = `
  WITH wide AS (FROM read_csv('{folder}/zillow_metro_zhvi_to_2023-12.csv.gz')),
  long AS (UNPIVOT wide ON COLUMNS(* EXCLUDE (RegionID, SizeRank, RegionName, RegionType, StateName)) INTO NAME day VALUE zhvi),
  monthly AS (
    SELECT RegionName AS metro, RegionType AS kind, coalesce(StateName, '') AS state, CAST(day AS DATE) AS month,
      12 * year(CAST(day AS DATE)) + month(CAST(day AS DATE)) AS t, ln(zhvi) AS v
    FROM long WHERE zhvi > 0),
  shifted AS (
    SELECT *,
      ${[1, 3, 6, 12, 24, 36, 60].map((months) => `v - first_value(v) OVER (series RANGE BETWEEN ${months} PRECEDING AND ${months} PRECEDING) AS change_${months}`).join(",\n      ")},
      v - avg(v) OVER (series RANGE BETWEEN 120 PRECEDING AND CURRENT ROW) AS above_decade,
      first_value(v) OVER (series RANGE BETWEEN 12 FOLLOWING AND 12 FOLLOWING) - v AS growth
    FROM monthly WINDOW series AS (PARTITION BY metro ORDER BY t)),
  moved AS (
    SELECT *,
      first_value(change_12) OVER (series RANGE BETWEEN 12 PRECEDING AND 12 PRECEDING) AS year_earlier,
      stddev_samp(change_1) OVER (series RANGE BETWEEN 23 PRECEDING AND CURRENT ROW) AS unrest,
      avg(change_12) FILTER (kind = 'msa') OVER (PARTITION BY state, t) AS state_12
    FROM shifted WINDOW series AS (PARTITION BY metro ORDER BY t))
  SELECT area.metro, area.state, area.month, exp(area.v) AS price, area.change_1, area.change_3, area.change_6, area.change_12,
    area.change_24, area.change_36, area.change_60, area.year_earlier, area.unrest, area.above_decade,
    nation.change_3 AS nation_3, nation.change_12 AS nation_12, area.state_12, area.v - nation.v AS against_nation, area.growth
  FROM moved AS area JOIN moved AS nation ON nation.t = area.t AND nation.kind = 'country'
  WHERE area.kind = 'msa' AND area.t % 3 = 0 AND area.change_12 IS NOT NULL AND area.growth IS NOT NULL
  ORDER BY area.t, area.metro`;
