import type { Cell, Derivation, RollingOrigins, RowOf, RowShape, Source, SplitPlan, Window } from "../data/index.ts";
import type { Candidate, Heuristic, Task } from "../modeling/index.ts";
import type { StandardReply } from "../serving/index.ts";
import type { Brief, DataNotes, ServingNotes } from "../setup/index.ts";

/** A row with its derived columns. */
export type FullRow<Shape extends RowShape, Derived extends string> = RowOf<Shape> & { readonly [Name in Derived]: number };

/** Names of a row's columns. */
export type ColumnOf<Shape extends RowShape> = Extract<keyof RowOf<Shape>, string>;

/** What a caller sends: every column but the target and those that only training has. */
export type RequestOf<Shape extends RowShape, Target extends string, TrainingOnly extends string = never> = Omit<
  RowOf<Shape>,
  Target | TrainingOnly
>;

/** One typed definition: what we want, the data, the models to try, how it is used. */
export interface SystemDefinition<Shape extends RowShape, Derived extends string, Target extends ColumnOf<Shape>> {
  /** Kebab case; the name on the command line and in routes. */
  readonly name: string;
  readonly title: string;
  /** The row, declared once: it types features, rules, slices, costs, request and reply. */
  readonly row: Shape;
  readonly setup: Brief<FullRow<Shape, NoInfer<Derived>>>;
  readonly data: {
    /** Runs anywhere: a simulator or an authored set, small enough for a minute. */
    readonly sample: (seed: number) => Source;
    /** The published data set in a folder (see the system's README). */
    readonly published?: (folder: string) => Source;
    /** Columns that exist only where labels do; never in a request, never in a feature. */
    readonly trainingOnly?: readonly ColumnOf<Shape>[];
    /** Columns derived from each entity's past, as it was known at the row's moment: name → window. */
    readonly history?: { readonly [Name in Derived]?: Window<ColumnOf<Shape>> };
    /**
     * Columns that are computed beside the graph, in this order: learned from the training rows, applied by Millwright's own code; they
     * may compare a row with the others of its query.
     */
    readonly derived?: { readonly [Name in Derived]?: Derivation<ColumnOf<Shape> | NoInfer<Derived>> };
    readonly split: SplitPlan<ColumnOf<Shape>>;
    /** Moments in the past at which the system could have been learned, for `backtest`. */
    readonly backtest?: RollingOrigins<ColumnOf<Shape>>;
    /** Named groups of rows on which quality is reported: a column, or a function of the row. */
    readonly slices?: Readonly<Record<string, ColumnOf<Shape> | ((row: FullRow<Shape, Derived>) => string)>>;
    readonly notes?: DataNotes;
  };
  readonly modeling: {
    readonly task: Task<Target, ColumnOf<Shape>>;
    /** The second rung: rules written by a person, by name. */
    readonly heuristics?: Readonly<Record<string, Heuristic<FullRow<Shape, Derived>>>>;
    /** The third rung: columns that hold what a person answered, by name of the judge. */
    readonly humans?: Readonly<Record<string, ColumnOf<Shape>>>;
    /** The fourth and fifth rung, simplest first. Random and constant answers are added by the mill. */
    readonly candidates: readonly Candidate<ColumnOf<Shape> | NoInfer<Derived>>[];
    /** Regression: share of truths that the interval must hold (split conformal on validation). */
    readonly intervalCoverage?: number;
  };
  readonly serving?: {
    /** What the caller gets beside the standard reply. */
    readonly reply?: (row: FullRow<Shape, Derived>, prediction: StandardReply) => Readonly<Record<string, unknown>>;
    /** Below this confidence the decision is "defer". */
    readonly deferBelow?: number;
    readonly notes?: ServingNotes;
  };
}

/** A system whose rows are not known at compile time: what the mill, the server and the command line work with. */
export interface AnySystem {
  readonly name: string;
  readonly title: string;
  readonly row: RowShape;
  readonly setup: Brief<Row>;
  readonly data: {
    readonly sample: (seed: number) => Source;
    readonly published?: (folder: string) => Source;
    readonly trainingOnly?: readonly string[];
    readonly history?: Readonly<Record<string, Window>>;
    readonly derived?: Readonly<Record<string, Derivation>>;
    readonly split: SplitPlan;
    readonly backtest?: RollingOrigins;
    readonly slices?: Readonly<Record<string, string | ((row: Row) => string)>>;
    readonly notes?: DataNotes;
  };
  readonly modeling: {
    readonly task: Task;
    readonly heuristics?: Readonly<Record<string, Heuristic<Row>>>;
    readonly humans?: Readonly<Record<string, string>>;
    readonly candidates: readonly Candidate[];
    readonly intervalCoverage?: number;
  };
  readonly serving?: {
    readonly reply?: (row: Row, prediction: StandardReply) => Readonly<Record<string, unknown>>;
    readonly deferBelow?: number;
    readonly notes?: ServingNotes;
  };
}

/** A row whose type is not known at compile time. */
export type Row = Readonly<Record<string, Cell>>;

/** A defined system. `Request` and `Target` live in the types alone, for `loadModel<typeof system>`. */
export interface System<Request, Target extends string> extends AnySystem {
  readonly "~types"?: { readonly request: Request; readonly target: Target };
}
