/** Longest line of a written file. */
const lineWidth = 140;

/** A text as a string literal, in the quotes that need fewer escapes. */
export function stringLiteral(text: string): string {
  const double = JSON.stringify(text);
  if (text.split('"').length <= text.split("'").length) return double;
  const inside = double.slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'");
  return `'${inside}'`;
}

/** A name as a property or between the braces of a destructuring: quoted only where it must be. */
export function propertyName(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : stringLiteral(name);
}

/** How a row's column is read: `row.age`, `row["monthly charge"]`. */
export function propertyAccess(object: string, name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? `${object}.${name}` : `${object}[${stringLiteral(name)}]`;
}

/**
 * Items between brackets: on one line where they fit after `indent + before`, else one a line with a comma after each.
 * @param before - characters that stand on the line before the bracket, the indent not counted.
 */
export function bracketed(brackets: "[]" | "{}" | "()", items: readonly string[], indent: number, before: number): string {
  const [open = "", close = ""] = brackets;
  const padding = brackets === "{}" ? " " : "";
  const line = `${open}${padding}${items.join(", ")}${padding}${close}`;
  const isShort = indent + before + line.length < lineWidth && items.every((item) => !item.includes("\n"));
  if (items.length === 0) return `${open}${close}`;
  if (isShort) return line;
  const inner = " ".repeat(indent + 2);
  return `${open}\n${items.map((item) => `${inner}${item},\n`).join("")}${" ".repeat(indent)}${close}`;
}

/** Text that may stand in a line comment. */
export function commentText(text: string): string {
  return text.replace(/[\r\n\u2028\u2029]+/g, " ").trim();
}
