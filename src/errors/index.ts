export { catalogueByRoom, type ErrorCode, meaningOf } from "./catalogue/index.ts";
export { didYouMean } from "./did-you-mean.ts";
export { MillwrightError } from "./millwright-error.ts";
