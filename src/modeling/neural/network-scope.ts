import { type Graph, randomBits, type Value } from "../../onnx/index.ts";
import type { Fan, InitializerName } from "./initializer.ts";
import type { LayerScope, Memory, ParameterSettings } from "./layers/layer.ts";

/** A number of the network that lives from step to step. */
export interface Variable {
  /** "dense1/weight" */
  readonly name: string;
  readonly shape: readonly number[];
  readonly initializer: InitializerName;
  readonly fan: Fan;
  /** Learned by gradients; otherwise kept up to date by the layer itself. */
  readonly learned: boolean;
  /** Shrunk by weight decay. */
  readonly decay: boolean;
}

/** Gives the value that stands for a variable in the graph that is being built. */
export type Provide = (variable: Variable) => Value;

/** Names, variables and random numbers of one network in one graph. */
export class NetworkScope implements LayerScope {
  readonly graph: Graph;
  readonly training: boolean;
  /** In the order in which layers asked for them. */
  readonly variables: { readonly variable: Variable; readonly value: Value }[] = [];
  /** Next values of memories, by name. */
  readonly updates: Map<string, Value> = new Map();
  readonly #provide: Provide;
  readonly #counter: Value | undefined;
  #path: readonly string[] = [];
  readonly #counts = new Map<string, number>();
  #streams = 0;

  /** @param counter - int32 of shape [] that is another one in each step; the graph trains where it is given. */
  constructor(graph: Graph, provide: Provide, counter?: Value) {
    this.graph = graph;
    this.training = counter !== undefined;
    this.#provide = provide;
    this.#counter = counter;
  }

  parameter(name: string, { shape, initializer, fan, decay = true }: ParameterSettings): Value {
    return this.#add({ name: this.#named(name), shape, initializer, fan, learned: true, decay });
  }

  memory(name: string, shape: readonly number[], initial: number): Memory {
    const initializer = initial === 0 ? "zeros" : "ones";
    const variable = { name: this.#named(name), shape, initializer, fan: { in: 1, out: 1 }, learned: false, decay: false } as const;
    const value = this.#add(variable);
    return { value, update: (next) => this.updates.set(variable.name, next) };
  }

  randomBits(shape: readonly number[]): Value {
    this.#streams += 1;
    if (this.#counter === undefined) throw new Error("only the graph that trains draws random numbers");
    return randomBits(this.#counter, this.#streams, shape);
  }

  within<Result>(label: string, build: () => Result): Result {
    const outer = this.#path;
    const full = [...outer, label].join("/");
    const count = (this.#counts.get(full) ?? 0) + 1;
    this.#counts.set(full, count);
    this.#path = [...outer, `${label}${count}`];
    try {
      return this.graph.within(`${label}${count}`, build);
    } finally {
      this.#path = outer;
    }
  }

  #named(name: string): string {
    return [...this.#path, name].join("/");
  }

  #add(variable: Variable): Value {
    const value = this.#provide(variable);
    this.variables.push({ variable, value });
    return value;
  }
}
