/** Where and how a model keeps what it observes and is told while it serves. */
export interface JournalSettings {
  /** A folder of its own, beside the package; made where there is none. */
  readonly folder: string;
  /**
   * True waits until each append is on the disk. Otherwise (false unless told) the operating system has it: a killed process loses
   * nothing, a power cut may lose the last seconds.
   */
  readonly sync?: boolean;
  /** Bytes of appends after which they are replaced by a snapshot; 64 MiB unless told. */
  readonly limitBytes?: number;
  /** Told, in a sentence, what was found and what went wrong in the background. */
  readonly onNote?: (text: string) => void;
}
