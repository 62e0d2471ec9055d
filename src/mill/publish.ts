import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { type RunReport, writeDesignHtml, writeDesignMarkdown } from "../design/index.ts";
import type { DeclaredSystem } from "../system/index.ts";
import type { PackedModel } from "./pack.ts";

/** What is published of a run. */
export interface Publication {
  readonly system: DeclaredSystem;
  readonly report: RunReport;
  readonly earlier: readonly RunReport[];
  readonly directory: string;
  /** The run's own package. */
  readonly place: string;
  readonly rewrite: PackedModel["rewrite"];
}

/** Writes the documents, the package in its final form and the system's current model. */
export async function publish({ system, report, earlier, directory, place, rewrite }: Publication): Promise<void> {
  const documents = {
    "design.md": writeDesignMarkdown(system, report, { earlier }),
    "design.html": await writeDesignHtml(system, report, { earlier }),
  };
  await mkdir(join(directory, "models"), { recursive: true });
  await rewrite(place, report.requirements, documents);
  await rewrite(join(directory, "models", system.name), report.requirements, documents);
}
