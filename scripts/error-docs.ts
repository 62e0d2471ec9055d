/** Writes docs/errors.md from the catalogue: `node --conditions=millwright-source scripts/error-docs.ts`. A test keeps the two equal. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { catalogueByRoom } from "../src/errors/index.ts";
import { root } from "./root.ts";

/** Where the page is. */
export const errorDocsFile: string = join(root, "docs/errors.md");

const introduction = `# Errors

Every error that Millwright throws is a \`MillwrightError\` with a stable \`code\`, a \`problem\` (what happened, with the value received) and a \`fix\` (how to mend it). The command line prints \`error CODE: problem\` and \`fix: …\` and ends with exit code 2; HTTP replies carry the same code. \`MILLWRIGHT_DEBUG=1\` adds the stack.

This page is written from \`src/errors/catalogue/\` by \`npm run docs:errors\`.
`;

/** The page as it must be. */
export function renderErrorDocs(): string {
  const rooms = Object.entries(catalogueByRoom).filter(([, codes]) => Object.keys(codes).length > 0);
  const sections = rooms.map(([room, codes]) => {
    const rows = Object.entries(codes).map(([code, meaning]) => `| \`${code}\` | ${meaning.replaceAll("|", "\\|")} |`);
    return `## ${room}\n\n| Code | Meaning |\n|---|---|\n${rows.join("\n")}\n`;
  });
  return [introduction, ...sections].join("\n");
}

if (import.meta.main) writeFileSync(errorDocsFile, renderErrorDocs());
