/** Language detectors from npm as their makers ship them; installed by `npm run bench:peers`. */

/** One that is asked for a text's language, raw text in. */
export interface Detector {
  readonly name: string;
  readonly detect: (text: string) => unknown;
}

interface Franc {
  readonly franc: (text: string, options: { readonly minLength: number }) => string;
}

interface Tinyld {
  readonly detect: (text: string) => string;
}

interface Eld {
  readonly eld: { readonly detect: (text: string) => { readonly language: string } };
}

/** The peers are no dependencies of Millwright: the compiler must not look for them. */
async function load<Module>(specifier: string): Promise<Module> {
  return (await import(specifier).catch((cause: unknown) => {
    throw new Error(`${specifier} is not installed: run npm run bench:peers first.`, { cause });
  })) as Module;
}

/** franc, tinyld and eld in all their sizes. franc answers short texts too, as the others do. */
export async function loadDetectors(): Promise<Detector[]> {
  const { franc } = await load<Franc>("franc");
  const detectors: Detector[] = [{ name: "franc 6.2.0, minLength 1", detect: (text) => franc(text, { minLength: 1 }) }];
  for (const [entry, size] of Object.entries({ "tinyld/light": "light", tinyld: "normal", "tinyld/heavy": "heavy" })) {
    const { detect } = await load<Tinyld>(entry);
    detectors.push({ name: `tinyld 1.3.4 ${size}`, detect });
  }
  for (const size of ["extrasmall", "small", "medium", "large"]) {
    const { eld } = await load<Eld>(`eld/${size}`);
    detectors.push({ name: `eld 2.1.0 ${size}`, detect: (text) => eld.detect(text).language });
  }
  return detectors;
}
