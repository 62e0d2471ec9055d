import { formatChange, formatCount, formatSeconds, type LadderEntry } from "../design/index.ts";
import { type Choice, comparePaired, type Metric, winner } from "../modeling/index.ts";
import type { RatedEntry } from "./ladder.ts";
import { type TunedSystem, tunedName } from "./tuning/tuned-candidates.ts";

/** Everything that was rated, and what it is compared by. */
interface Climbed {
  readonly rated: readonly RatedEntry[];
  readonly reports: TunedSystem["reports"];
  readonly metric: Metric;
  readonly seed: number;
}

/** What tuning was worth, for the tuned twin of a candidate: both on the same validation rows. */
function tunedOf(twin: RatedEntry, { rated, reports, metric, seed }: Climbed): Pick<LadderEntry, "tuned"> {
  const report = [...reports.values()].find(({ candidate }) => tunedName(candidate) === twin.name);
  const declared = rated.find(({ name }) => name === report?.candidate);
  if (report === undefined || declared === undefined) return {};
  const gain = comparePaired(metric, twin.judged, declared.judged, { seed });
  const { study, seconds, trials } = report;
  return { tuned: { over: declared.name, study, gain, trials: trials.length, seconds } };
}

/** The verdict of a tuned entry also says what tuning was worth and what it cost. */
function withTuning(verdict: string, metric: Metric, { tuned }: Pick<LadderEntry, "tuned">): Pick<LadderEntry, "verdict" | "tuned"> {
  if (tuned === undefined) return { verdict };
  const { over, gain, trials, seconds } = tuned;
  const side = { a: "better", b: "worse", neither: "no different beyond noise" }[winner(metric, gain)];
  const change = formatChange(gain);
  const cost = `${formatCount(trials)} trials, ${formatSeconds(seconds)} of work`;
  return { verdict: `${verdict} Beside the declared settings of ${over}: ${change}, ${side} (${cost}).`, tuned };
}

/** Lines of the ladder, with what was said about each. */
export function ladderEntries(climbed: Climbed, choice: Choice): LadderEntry[] {
  return climbed.rated.map((one) => {
    const { name, rung, why, record, answered } = one;
    const verdict = choice.verdicts[name];
    return {
      candidate: name,
      rung,
      validation: record.validation,
      seconds: record.seconds,
      ...(record.latencyMicroseconds === undefined ? {} : { latencyMicroseconds: record.latencyMicroseconds }),
      ...(record.listCost === undefined ? {} : { listCost: record.listCost }),
      ...(answered === undefined ? {} : { rows: answered.length }),
      ...(verdict?.gain === undefined ? {} : { gain: verdict.gain }),
      settings: record.settings,
      learned: record.learned,
      ...(why === undefined ? {} : { why }),
      ...withTuning(verdict?.verdict ?? "", climbed.metric, tunedOf(one, climbed)),
    };
  });
}
