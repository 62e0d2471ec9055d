import { readFileSync } from "node:fs";
import { join } from "node:path";
import { PythonPeer } from "../peers/python-peer.ts";

export type Library = "lightgbm" | "xgboost" | "histgradientboosting" | "catboost";

/** What both sides train with. */
export interface TrainSettings {
  readonly trees: number;
  readonly leaves: number;
  readonly rate: number;
  /** Settings of one library beyond these, in its own words. */
  readonly also?: Readonly<Record<string, string | number | boolean>>;
}

/** How long a training took. */
export interface Training {
  /** Binning and growing. */
  readonly seconds: number;
  /** Binning alone, where the library does it apart. */
  readonly binning: number;
}

/** One of the libraries behind bench/peers/trees.py, with the rows of one problem. */
export class TreesPeer {
  readonly #python: PythonPeer;
  readonly #folder: string;
  /** "LightGBM 4.7.0", after the first training. */
  version = "";

  /** @param folder - where `writeProblem` wrote. */
  constructor(folder: string, threads: number) {
    this.#python = new PythonPeer("trees.py", threads);
    this.#folder = folder;
  }

  /** Reads rows; what is in memory before the clock starts. */
  async load(part: "train" | "test"): Promise<void> {
    await this.#python.ask({ load: this.#folder, part });
  }

  async train(library: Library, settings: TrainSettings): Promise<Training> {
    const answer = await this.#python.ask<Training & { version: string }>({ train: { library, ...settings } });
    this.version = answer.version;
    return answer;
  }

  /** The last model's predictions of the test rows. */
  async predict(): Promise<{ readonly seconds: number; readonly values: Float64Array }> {
    const file = join(this.#folder, "peer.f64");
    const { seconds } = await this.#python.ask<{ seconds: number }>({ predict: file });
    const { buffer, byteOffset, byteLength } = readFileSync(file);
    return { seconds, values: new Float64Array(buffer.slice(byteOffset, byteOffset + byteLength)) };
  }

  /** The last model of LightGBM in its own text format. */
  async savedModel(): Promise<string> {
    const file = join(this.#folder, "model.txt");
    await this.#python.ask({ save: file });
    return readFileSync(file, "utf8");
  }

  /** Seconds of one row through LightGBM's C interface, and of a call that does nothing, medians. */
  predictOne(calls: number): Promise<{ readonly seconds: number; readonly empty_call: number }> {
    return this.#python.ask({ predict_one: calls });
  }

  /** Bytes that the process holds now, and held at most. */
  memory(): Promise<{ readonly now: number; readonly most: number }> {
    return this.#python.ask({ memory: true });
  }

  close(): void {
    this.#python.close();
  }
}
