/** What the mill says while it works: one model for the terminal, logs and the dashboard. */
export type MillEvent =
  | { readonly type: "run"; readonly run: string; readonly system: string; readonly seed: number; readonly resumed: boolean }
  | { readonly type: "stage"; readonly stage: "data" | "modeling" | "evaluation" | "package"; readonly title: string }
  | { readonly type: "data"; readonly source: string; readonly simulated: boolean; readonly rows: number; readonly fingerprint: string }
  | { readonly type: "candidate-start"; readonly candidate: string; readonly rung: string; readonly index: number; readonly of: number }
  | {
      readonly type: "progress";
      readonly what: string;
      readonly step: number;
      readonly steps: number;
      readonly values: Readonly<Record<string, number>>;
    }
  | {
      readonly type: "candidate-end";
      readonly candidate: string;
      readonly metric: string;
      readonly value: number;
      readonly low: number;
      readonly high: number;
      readonly seconds: number;
      readonly resumed: boolean;
    }
  | { readonly type: "note"; readonly text: string }
  | { readonly type: "done"; readonly run: string; readonly chosen: string; readonly seconds: number };
