/** Error codes thrown by the room `system`, each with one sentence that holds for every error with that code. */
export const systemErrors = {
  SYSTEM_NAME_INVALID: "A system's name is not in kebab case.",
  SYSTEM_COLUMN_UNKNOWN: "A definition names a column that neither the row nor the history declares.",
  SYSTEM_TARGET_IN_FEATURE: "A feature reads the target or a column that exists only in training.",
  SYSTEM_WINDOW_READS_TARGET: "A window aggregates the target without a delay, so a row's own label would be part of its features.",
  SYSTEM_DUPLICATE_NAME: "Two candidates, rules or derived columns of a system share a name.",
  SYSTEM_REQUIREMENT_UNKNOWN: "A requirement names a metric, measure or slice that the system does not have.",
  SYSTEM_COSTS_NOT_BINARY: "Costs of false positives and negatives are given for a task that is not binary.",
  SYSTEM_NOTHING_TO_LEARN: "A system has no candidate.",
  SYSTEM_SETTING_INVALID: "A setting of a system's service is outside its range.",
} as const;
