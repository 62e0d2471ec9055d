import { MillwrightError } from "../../errors/index.ts";
import type { Catalogue, FittedFinder, RestoreFinder } from "../../modeling/index.ts";
import type { FinderSignature, Manifest } from "../package/manifest.ts";
import { type ReadLimits, readPackage } from "../package/read-package.ts";
import { type AskerHistories, readAskers } from "./askers-file.ts";
import { readCatalogueFile } from "./catalogue-file.ts";
import { readFinder } from "./finder-file.ts";

/** A finder's package, open. */
export interface OpenCatalogue {
  readonly manifest: Manifest;
  readonly signature: FinderSignature;
  /** First 12 digits of the package's id. */
  readonly version: string;
  readonly model: FittedFinder;
  readonly catalogue: Catalogue;
  readonly histories: AskerHistories;
}

/** How a finder's package is opened. */
export interface OpenCatalogueOptions {
  /** Kinds of finders that the system brings. */
  readonly finders?: Readonly<Record<string, RestoreFinder>>;
  readonly limits?: ReadLimits;
}

/**
 * Opens a finder's package: verified, its files checked against its manifest. Nothing of it is run.
 * @throws what `readPackage` throws, PACKAGE_UNKNOWN_FORMAT where it is no finder, PACKAGE_INDEX_DAMAGED, MODELING_FINDER_UNKNOWN
 */
export async function openCatalogue(directory: string, { finders = {}, limits = {} }: OpenCatalogueOptions = {}): Promise<OpenCatalogue> {
  const { manifest, finder: files } = await readPackage(directory, limits);
  const { finder: signature } = manifest;
  if (files === undefined || signature === undefined) {
    throw new MillwrightError(
      "PACKAGE_UNKNOWN_FORMAT",
      `the package of "${manifest.system.name}" predicts rows and finds no items.`,
      "Open it with loadModel(directory).",
    );
  }
  const catalogue = readCatalogueFile(files.catalogue, signature.catalogue);
  return {
    manifest,
    signature,
    version: manifest.id.slice(0, 12),
    model: readFinder(files.tensors, signature, finders),
    catalogue,
    histories: readAskers(files.askers, catalogue.ids.length),
  };
}
