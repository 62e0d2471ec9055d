/** Error codes thrown by the room `mill`, each with one sentence that holds for every error with that code. */
export const millErrors = {
  MILL_CANDIDATE_UNKNOWN: "A candidate that was asked for is not in the system.",
  MILL_NO_BACKTEST: "The system names no moments in the past at which it could have been learned.",
  MILL_NO_SEARCH_SPACE: "A candidate that is to be tuned does not say where to look.",
  MILL_QUERY_DIVIDED: "A split puts rows of one query into two parts.",
  MILL_QUERY_MISSING: "A row that is to be ranked has no query.",
  MILL_SETTING_INVALID: "A setting of tuning is unknown or outside its range.",
} as const;
