export type { Given } from './figures.ts';
export { type PredictOptions, predict, scenariosOf } from './predict.ts';
export type * from './prediction.ts';
