import { type CodedEvents, cellOf, codeEvents, type Table } from "../../data/index.ts";
import { MillwrightError } from "../../errors/index.ts";
import type { Catalogue, Events, RelatedEvents } from "../../modeling/index.ts";
import type { AnyCatalogueSystem } from "../../system/index.ts";
import type { ReadCatalogue } from "./read-catalogue.ts";

/** Everything that a system's source holds, with codes in place of ids. */
export interface CodedCatalogue {
  readonly events: CodedEvents;
  readonly catalogue: Catalogue;
  readonly related?: Readonly<Record<string, RelatedEvents>>;
}

function idsOf(table: Table, column: string): string[] {
  const values = table.any(column);
  return Array.from({ length: table.rows }, (_, row) => String(cellOf(values, row) ?? ""));
}

/** The catalogue's rows in the order of the codes. */
function knownOf(ids: readonly string[], table: Table, own: readonly string[]): Catalogue {
  const rowOf = new Map(own.map((id, row) => [id, row]));
  return { ids, table: table.take(Int32Array.from(ids, (id) => rowOf.get(id) ?? 0)) };
}

/** Events as learners take them: rows of one table. @throws MODELING_WEIGHT_INVALID */
export function eventsOf(events: CodedEvents, rows: Int32Array, weight: string | undefined): Events {
  const { askers, items, times, table } = events;
  const pick = (values: Float64Array): Float64Array => Float64Array.from(rows, (row) => values[row] ?? Number.NaN);
  const weights = weight === undefined ? undefined : pick(table.column(weight, "number").values);
  checkWeights(weights, weight ?? "");
  return {
    askers: Int32Array.from(rows, (row) => askers[row] ?? 0),
    items: Int32Array.from(rows, (row) => items[row] ?? 0),
    ...(weights === undefined ? {} : { weight: weights }),
    ...(times === undefined ? {} : { times: pick(times) }),
    table: table.take(rows),
  };
}

function checkWeights(weights: Float64Array | undefined, column: string): void {
  if (weights === undefined || weights.length === 0) return;
  const bad = weights.findIndex((value) => !(value >= 0 && value < Number.POSITIVE_INFINITY));
  if (bad < 0 && weights.some((value) => value > 0)) return;
  const what = bad >= 0 ? `"${column}" of an event is ${weights[bad]}` : `"${column}" of all ${weights.length} events is 0`;
  throw new MillwrightError("MODELING_WEIGHT_INVALID", `${what}.`, "Give finite weights that are not negative, and not all 0.");
}

/** Events of another kind; those about items that are not in the catalogue are of no use and left out. */
function relatedOf(
  table: Table,
  declared: NonNullable<AnyCatalogueSystem["data"]["related"]>[string],
  itemIds: readonly string[],
): RelatedEvents {
  const known = new Set(itemIds);
  const kept = table.take(Int32Array.from(idsOf(table, declared.item).flatMap((id, row) => (known.has(id) ? [row] : []))));
  const { asker, item, time, weight } = declared;
  const coded = codeEvents(kept, { asker, item, ...(time === undefined ? {} : { time }) }, { catalogue: itemIds, inOrder: true, seed: 0 });
  const rows = Int32Array.from({ length: kept.rows }, (_, row) => row);
  return { askers: { ids: coded.askerIds }, events: eventsOf(coded, rows, weight) };
}

/** @throws DATA_EVENT_INCOMPLETE, DATA_CATALOGUE_DUPLICATE, DATA_ITEM_UNKNOWN */
export function codeCatalogue(system: AnyCatalogueSystem, read: ReadCatalogue, seed: number): CodedCatalogue {
  const { asker, item, time, sameIds, bothWays } = system.modeling.task;
  const own = read.catalogue === undefined ? undefined : idsOf(read.catalogue, system.data.catalogue?.id ?? "");
  const events = codeEvents(
    read.events,
    { asker, item, ...(time === undefined ? {} : { time }) },
    { ...(own === undefined ? {} : { catalogue: own }), sameIds, bothWays, seed },
  );
  const catalogue =
    own === undefined || read.catalogue === undefined ? { ids: events.itemIds } : knownOf(events.itemIds, read.catalogue, own);
  const related = Object.entries(system.data.related ?? {}).map(([name, declared]) => {
    const table = read.related[name];
    return [name, table === undefined ? undefined : relatedOf(table, declared, events.itemIds)] as const;
  });
  if (related.length === 0) return { events, catalogue };
  return {
    events,
    catalogue,
    related: Object.fromEntries(related.filter(([, one]) => one !== undefined)) as Record<string, RelatedEvents>,
  };
}
