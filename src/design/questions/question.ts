import type { DeclaredSystem } from "../../system/index.ts";
import type { Block } from "../document/blocks.ts";
import type { RunReport } from "../run-report.ts";

/** The four stages of a system's design. */
export type Stage = "setup" | "data" | "modeling" | "serving";

/** What is known about a question: sentences of the declaration, sentences of what was measured, and evidence to look at. */
export interface Answer {
  readonly declared: readonly string[];
  readonly measured: readonly string[];
  readonly evidence?: readonly Block[];
}

/** A question that every design must face. */
export interface Question {
  /** Stable, kebab case, unique: an anchor in the document. */
  readonly id: string;
  readonly stage: Stage;
  readonly question: string;
  /** Where an answer would be written, or what would have to be measured. */
  readonly answeredBy: string;
  /** Undefined when neither the declaration nor the run says anything. */
  readonly answer: (system: DeclaredSystem, report: RunReport) => Answer | undefined;
}

/** Sentences that may be absent, as an answer; undefined when all are. */
export function answerOf(
  declared: readonly (string | undefined)[],
  measured: readonly (string | undefined)[] = [],
  evidence: readonly (Block | undefined)[] = [],
): Answer | undefined {
  const said = declared.filter((text) => text !== undefined && text.trim() !== "") as string[];
  const found = measured.filter((text) => text !== undefined && text.trim() !== "") as string[];
  const shown = evidence.filter((block) => block !== undefined);
  if (said.length + found.length + shown.length === 0) return undefined;
  return { declared: said, measured: found, evidence: shown };
}
