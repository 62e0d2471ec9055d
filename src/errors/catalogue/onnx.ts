/** Error codes thrown by the room `onnx`, each with one sentence that holds for every error with that code. */
export const onnxErrors = {
  ONNX_SHAPE_MISMATCH: "The shapes of a node's operands do not fit together, or do not fit the op.",
  ONNX_TYPE_MISMATCH: "A node's operand has an element type that the op does not take.",
  ONNX_SETTING_INVALID: "A node was given a setting, such as an axis, that the op does not allow.",
  ONNX_CONSTANT_INVALID: "A constant's contents do not fill its shape.",
  ONNX_NAME_TAKEN: "Two inputs or two outputs of one graph have the same name.",
  ONNX_GRAPH_MIXED: "A node's operands belong to different graphs.",
  ONNX_OUTPUT_MISSING: "A graph that has no output was to be saved.",
  ONNX_MODEL_INVALID: "Bytes that should be an ONNX model are not one.",
  ONNX_MODEL_TOO_LARGE: "An ONNX model is larger, deeper or more numerous than the limit for reading one.",
  ONNX_OPEN_FAILED: "ONNX Runtime refused a model.",
  ONNX_REGION_INVALID: "A region of a model, which a kernel may evaluate, does not hold the nodes that its name promises.",
  ONNX_FEED_INVALID: "What was fed to a graph does not match the graph's inputs.",
  ONNX_RUN_FAILED: "ONNX Runtime failed while it ran a graph.",
  ONNX_TENSORS_INVALID: "A safetensors file breaks the format.",
  ONNX_NOT_DIFFERENTIABLE: "A gradient was asked for that the graph cannot give.",
  ONNX_SHAPE_OPEN: "A dimension is a name where gradients need a number.",
} as const;
