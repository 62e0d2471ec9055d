export type { DataType, Dimension, Graph, Value } from "./graph.ts";
