import { MillwrightError } from "../../errors/index.ts";
import { type Rung, rungs } from "../candidate.ts";
import type { Judged, Measured, Metric } from "../metrics/metric.ts";
import type { BootstrapSettings } from "./bootstrap.ts";
import { comparePaired, winner } from "./compare-paired.ts";
import { measure } from "./evaluate.ts";
import { takeJudged } from "./judged-rows.ts";

/** One entry of the ladder, judged on the validation rows. */
export interface Climber {
  readonly name: string;
  readonly rung: Rung;
  readonly judged: Judged;
  /** Which of the validation rows it answered, where that is not all (people); ascending. */
  readonly rows?: Int32Array;
  /** False for what cannot become a graph, such as a rule; true unless told. */
  readonly packable?: boolean;
  /** Name of the entry whose tuned settings these are: it takes that one's place only where it is better by more than noise. */
  readonly twinOf?: string;
}

/** What the ladder says about one entry. */
export interface Verdict {
  /** Primary metric minus that of the best entry on a lower rung, on the same rows; absent at the bottom. */
  readonly gain?: Measured & { readonly over: string };
  /** One sentence. */
  readonly verdict: string;
}

/** Who reached the top. */
export interface Choice {
  /** The best entry that can be packaged. */
  readonly chosen: string;
  /** The best entry of all, which may be a rule. */
  readonly best: string;
  readonly verdicts: Readonly<Record<string, Verdict>>;
}

/** Settings of `chooseCandidate`. */
export interface ChoiceSettings extends BootstrapSettings {
  /** The primary metric. */
  readonly metric: Metric;
}

type Gain = Measured & { readonly over: string };
type Compare = (one: Climber, other: Climber) => Gain;

/** A number for a sentence: four significant digits. */
function short(value: number): string {
  return String(Number(value.toPrecision(4)));
}

/** "better by 0.03 (0.01 to 0.05)", with the sign turned so that more is better. */
function inWords({ name, direction }: Metric, gain: Gain): string {
  const sign = direction === "maximize" ? 1 : -1;
  const [low, high] = sign > 0 ? [gain.low, gain.high] : [-gain.high, -gain.low];
  const value = sign * gain.value;
  const side = value >= 0 ? "better" : "worse";
  const range = value >= 0 ? `${short(low)} to ${short(high)}` : `${short(-high)} to ${short(-low)}`;
  return `${side} by ${short(Math.abs(value))} (${range}) in ${name}`;
}

/** Best value first; undefined values last. */
function byValue(entries: readonly Climber[], values: ReadonlyMap<Climber, number>, { direction }: Metric): Climber[] {
  const sign = direction === "maximize" ? -1 : 1;
  const key = (entry: Climber): number => {
    const value = sign * (values.get(entry) ?? Number.NaN);
    return Number.isNaN(value) ? Number.POSITIVE_INFINITY : value;
  };
  return entries.toSorted((a, b) => (key(a) === key(b) ? 0 : key(a) - key(b)));
}

/** Entries of one rung in the order in which they are tried: a twin that is no clear gain comes right after its original. */
function inTurn(level: readonly Climber[], metric: Metric, compare: Compare): Climber[] {
  const originalOf = (twin: Climber): Climber | undefined => level.find(({ name }) => name === twin.twinOf);
  const follows = (entry: Climber): boolean => {
    const original = originalOf(entry);
    return original !== undefined && winner(metric, compare(entry, original)) !== "a";
  };
  const leading = level.filter((entry) => !follows(entry));
  return leading.flatMap((entry) => [entry, ...level.filter((one) => originalOf(one) === entry && follows(one))]);
}

/** Why an entry that beats the rung below does not get there: the one that was tried before it. */
function besideRival(entry: Climber, rival: Climber): string {
  return entry.twinOf === rival.name
    ? `but not better than ${rival.name} by more than noise.`
    : `but ${rival.name}, on the same rung, is better.`;
}

/** One way up: who is on top, and what was said about each. */
function climb(
  entries: readonly Climber[],
  values: ReadonlyMap<Climber, number>,
  metric: Metric,
  compare: Compare,
): { top: Climber | undefined; verdicts: Map<Climber, Verdict> } {
  const verdicts = new Map<Climber, Verdict>();
  let top: Climber | undefined;
  for (const rung of rungs) {
    const below = top;
    const rivals = entries.filter((entry) => entry.rung === rung);
    const level = inTurn(byValue(rivals, values, metric), metric, compare);
    for (const entry of level) {
      const rival = top !== below ? top : undefined;
      if (below === undefined) {
        verdicts.set(entry, { verdict: rival === undefined ? "Where the ladder starts." : `${rival.name}, on the same rung, is better.` });
        top ??= entry;
        continue;
      }
      const gain = compare(entry, below);
      const words = `${inWords(metric, gain)} than ${below.name}`;
      const beats = winner(metric, gain) === "a";
      if (beats && rival === undefined) top = entry;
      if (beats)
        verdicts.set(entry, {
          gain,
          verdict: rival === undefined ? `Climbs: ${words}.` : `${words}, ${besideRival(entry, rival)}`,
        });
      else
        verdicts.set(entry, {
          gain,
          verdict: `Does not climb: ${words}, which is ${gain.low <= 0 && gain.high >= 0 ? "within noise" : "a loss"}.`,
        });
    }
  }
  return { top, verdicts };
}

/** Compares on the rows that both answered; remembers what it compared. */
function pairedOn(settings: ChoiceSettings): Compare {
  const known = new Map<Climber, Map<Climber, Gain>>();
  return (one, other) => {
    const mine = known.get(one) ?? new Map<Climber, Gain>();
    known.set(one, mine);
    const found = mine.get(other);
    if (found !== undefined) return found;
    const same = one.rows === undefined ? other.judged : takeJudged(other.judged, one.rows);
    const gain = { ...comparePaired(settings.metric, one.judged, same, settings), over: other.name };
    mine.set(other, gain);
    return gain;
  };
}

/** People are a yardstick, not a rung that blocks: they are compared with the best entry on the rows that they judged. */
function verdictOnPeople(person: Climber, best: Climber, { metric }: ChoiceSettings, compare: Compare): Verdict {
  const gain = compare(person, best);
  const rows = person.judged.truth.length;
  return { gain, verdict: `A yardstick: on the ${rows} rows judged by a person, ${inWords(metric, gain)} than ${best.name}.` };
}

/**
 * Climbs the ladder: an entry replaces the best of the rungs below only where the paired bootstrap interval of its gain in the
 * primary metric excludes 0; on one rung the best value is tried first. Rules can be best but not chosen, because no graph holds
 * them; people are compared with the best entry and never chosen.
 * @throws MODELING_TOO_FEW_ROWS when there is nothing that can be packaged; as `comparePaired`
 * @example chooseCandidate(entries, { metric: task.metrics[0], seed: 1 }).chosen; // "logistic"
 */
export function chooseCandidate(entries: readonly Climber[], settings: ChoiceSettings): Choice {
  const { metric } = settings;
  const compare = pairedOn(settings);
  const climbers = entries.filter((entry) => entry.rung !== "human");
  const values = new Map(climbers.map((entry) => [entry, measure(metric, entry.judged)]));
  const { top: best, verdicts } = climb(climbers, values, metric, compare);
  const packable = climbers.filter((entry) => entry.packable !== false);
  const chosen = best === undefined || best.packable !== false ? best : climb(packable, values, metric, compare).top;
  if (best === undefined || chosen === undefined) {
    throw new MillwrightError(
      "MODELING_TOO_FEW_ROWS",
      "the ladder has no entry that can be packaged.",
      "Add at least one candidate or baseline.",
    );
  }
  const said = verdicts.get(chosen);
  const end = best === chosen ? "Chosen." : `Chosen, because ${best.name}, which is better, cannot be packaged.`;
  verdicts.set(chosen, { ...said, verdict: `${said?.verdict ?? ""} ${end}`.trim() });
  for (const person of entries.filter((entry) => entry.rung === "human")) {
    verdicts.set(person, verdictOnPeople(person, best, settings, compare));
  }
  return {
    chosen: chosen.name,
    best: best.name,
    verdicts: Object.fromEntries([...verdicts].map(([entry, verdict]) => [entry.name, verdict])),
  };
}
