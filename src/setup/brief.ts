import type { ErrorCosts } from "./costs.ts";
import type { Requirement } from "./requirements.ts";

/** Answers to the questions that come before any model. Every field is one or a few plain sentences; what is absent is listed as unanswered in the design document. */
export interface Brief<Row> {
  /** What is to be achieved, in the terms of the business. */
  readonly goal: string;
  /** What the system is not for. */
  readonly outOfScope?: string;
  /** How people meet the system, step by step. */
  readonly walkthrough?: readonly string[];
  /** What is decided with a prediction, and by whom. */
  readonly decision?: string;
  readonly evaluation?: {
    /** What the loss in training stands in for. */
    readonly loss?: string;
    /** The offline metric and why. */
    readonly offline?: string;
    /** What shows in use that it works. */
    readonly online?: string;
  };
  /** Which error costs what; constant or a function of the row. */
  readonly costs?: ErrorCosts<Row>;
  readonly personalisation?: { readonly level: "global" | "segment" | "user"; readonly how: string };
  /** Time, people, compute and systems at hand. */
  readonly constraints?: {
    readonly deadline?: string;
    readonly compute?: string;
    readonly people?: string;
    readonly systems?: string;
    /** Budgets that the mill keeps. */
    readonly trainingMinutes?: number;
    readonly memoryMegabytes?: number;
  };
  readonly misuse?: readonly string[];
  /** What must hold in the world for the model to be right. */
  readonly assumptions?: readonly string[];
  /** Executable: measured by every run. */
  readonly requirements: readonly Requirement[];
}

/** Answers about the data that no measurement gives. */
export interface DataNotes {
  readonly collection?: string;
  readonly annotation?: string;
  readonly disagreement?: string;
  readonly weakLabels?: string;
  readonly userData?: string;
  readonly storage?: string;
  readonly arrival?: string;
  readonly imbalance?: string;
  readonly privacy?: string;
  readonly bias?: string;
  /** How other framings would look, and why they were not taken. */
  readonly framing?: string;
}

/** Answers about the life of the service. */
export interface ServingNotes {
  readonly feedback?: string;
  readonly updates?: string;
  readonly newClasses?: string;
  readonly lowConfidence?: string;
  readonly device?: string;
  readonly interpretability?: string;
  readonly experiments?: string;
}
