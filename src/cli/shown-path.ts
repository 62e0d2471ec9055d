import { relative } from "node:path";

/** A path as it is shortest to type from a folder. */
export function shownPath(path: string, from: string): string {
  const short = relative(from, path);
  if (short === "") return ".";
  return short.startsWith("../../") || short.length > path.length ? path : short;
}
