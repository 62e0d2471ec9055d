export { type EstimatorContractCheck, estimatorContract } from "./estimator-contract.ts";
export { type FeatureCase, featureContract } from "./feature-contract.ts";
export { type MetricCase, metricCases } from "./judged-cases.ts";
export { metricContract } from "./metric-contract.ts";
export { type ContractCheck, opContract } from "./op-contract.ts";
export { prunerContract } from "./pruner-contract.ts";
export { type SamplerContractCheck, samplerContract } from "./sampler-contract.ts";
export { studyStoreContract } from "./study-store-contract.ts";
