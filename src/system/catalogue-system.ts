import type { CatalogueSplitPlan, RowOf, RowShape, Source } from "../data/index.ts";
import type { CatalogueTask, FinderCandidate } from "../modeling/index.ts";
import type { Exploration, FoundItem, ListRules } from "../serving/index.ts";
import type { Brief, DataNotes, ServingNotes } from "../setup/index.ts";
import type { AnySystem, ColumnOf, Row } from "./system.ts";

/** Rows of items: what is known of each beside its id. */
export interface CatalogueRows<Known extends RowShape = RowShape> {
  readonly row: Known;
  /** Column of the id, which events name. */
  readonly id: ColumnOf<Known>;
}

/** From which score on lists are shown. */
export type ShowAbove = number | { readonly precision: number; readonly risk?: number };

/** Events of another kind about the same items, with askers of their own. */
export interface RelatedRows<Shape extends RowShape = RowShape> {
  readonly row: Shape;
  readonly asker: ColumnOf<Shape>;
  readonly item: ColumnOf<Shape>;
  readonly time?: ColumnOf<Shape>;
  readonly weight?: ColumnOf<Shape>;
}

/**
 * One typed definition of a system that finds items of a catalogue. Its rows are events: this asker had to do with this item. Where the
 * catalogue has rows of its own, or other events belong to it, the source brings them beside (`withBeside`): as "catalogue", and by the names
 * in `related`.
 */
export interface CatalogueSystemDefinition<Shape extends RowShape, Known extends RowShape> {
  /** Kebab case; the name on the command line and in routes. */
  readonly name: string;
  readonly title: string;
  /** An event. */
  readonly row: Shape;
  readonly setup: Omit<Brief<RowOf<Shape>>, "costs">;
  readonly data: {
    /** Runs anywhere: a simulator or an authored set, small enough for a minute. */
    readonly sample: (seed: number) => Source;
    /** The published data set in a folder (see the system's README). */
    readonly published?: (folder: string) => Source;
    readonly catalogue?: CatalogueRows<Known>;
    readonly related?: Readonly<Record<string, RelatedRows>>;
    readonly split: CatalogueSplitPlan<ColumnOf<Shape>>;
    /** Named groups of questions on which quality is reported: a column of the event, or a function of it. */
    readonly slices?: Readonly<Record<string, ColumnOf<Shape> | ((row: RowOf<Shape>) => string)>>;
    readonly notes?: DataNotes;
  };
  readonly modeling: {
    readonly task: CatalogueTask<ColumnOf<Shape>>;
    /** Rules and learners, simplest first. Random, popular, recent and own earlier items are added by the mill. */
    readonly candidates: readonly FinderCandidate[];
  };
  readonly serving?: {
    /** What the caller gets beside each found item, from what the catalogue knows of it. */
    readonly reply?: (
      item: Readonly<Partial<RowOf<Known>>>,
      found: FoundItem,
      asked: { readonly row: Row; readonly item?: Readonly<Partial<RowOf<Known>>> },
    ) => Readonly<Record<string, unknown>>;
    /** Whether an item may be an answer to a question: a hard rule, kept before any score. */
    readonly allow?: (
      item: Readonly<Partial<RowOf<Known>>>,
      asked: { readonly row: Row; readonly item?: Readonly<Partial<RowOf<Known>>> },
    ) => boolean;
    /**
     * Lists whose best item scores below are not shown: a score, or the precision that must hold above it on validation. With `risk` it must
     * not only hold there but be proved, save for that chance.
     */
    readonly showAbove?: ShowAbove;
    /** Share of sure lists that are not shown all the same, so that what is chosen without them is still seen; in (0, 1). */
    readonly withhold?: number;
    /** What every list keeps: which items may be shown, and how many of one kind. */
    readonly rules?: ListRules;
    /** How items that hardly anybody has seen get a chance. */
    readonly explore?: Exploration;
    readonly notes?: ServingNotes;
  };
}

/** A catalogue system whose rows are not known at compile time: what the mill, the server and the command line work with. */
export interface AnyCatalogueSystem {
  readonly name: string;
  readonly title: string;
  readonly row: RowShape;
  readonly setup: Omit<Brief<Row>, "costs"> & { readonly costs?: never };
  readonly data: {
    readonly sample: (seed: number) => Source;
    readonly published?: (folder: string) => Source;
    readonly catalogue?: { readonly row: RowShape; readonly id: string };
    readonly related?: Readonly<
      Record<
        string,
        { readonly row: RowShape; readonly asker: string; readonly item: string; readonly time?: string; readonly weight?: string }
      >
    >;
    readonly split: CatalogueSplitPlan;
    readonly slices?: Readonly<Record<string, string | ((row: Row) => string)>>;
    readonly notes?: DataNotes;
  };
  readonly modeling: {
    readonly task: CatalogueTask;
    readonly candidates: readonly FinderCandidate[];
    readonly intervalCoverage?: never;
  };
  readonly serving?: {
    readonly reply?: (item: Row, found: FoundItem, asked: { readonly row: Row; readonly item?: Row }) => Readonly<Record<string, unknown>>;
    readonly allow?: (item: Row, asked: { readonly row: Row; readonly item?: Row }) => boolean;
    readonly showAbove?: ShowAbove;
    readonly withhold?: number;
    readonly rules?: ListRules;
    readonly explore?: Exploration;
    readonly deferBelow?: never;
    readonly notes?: ServingNotes;
  };
}

/** Whatever `defineSystem` gives. */
export type DeclaredSystem = AnySystem | AnyCatalogueSystem;

/** Column of what a system answers: the target, or the item. */
export function targetOf({ modeling: { task } }: DeclaredSystem): string {
  return "asker" in task ? task.item : task.target;
}

/** True for a system that finds items of a catalogue. */
export function isCatalogueSystem(system: DeclaredSystem): system is AnyCatalogueSystem {
  return "asker" in system.modeling.task;
}
