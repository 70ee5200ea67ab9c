import type { Declaration, ResourceGraph } from '../../assembly/index.ts';
import { declaredIn } from '../inputs/declaration.ts';
import { predictWith } from '../judged.ts';
import type { ObjectivePrediction } from '../prediction.ts';
import { REGION_LOSS, scenarioOf } from './judge.ts';

/**
 * The objectives that an assembly declares, held against what its own templates come to: the
 * scenarios that they name are predicted, and no other.
 */
export function judgeDeclared(
  graph: ResourceGraph,
  declaration: Declaration | undefined,
): readonly ObjectivePrediction[] {
  const { given, objectives } = declaredIn(declaration, graph);
  const { recovery = {}, survives = [], availabilityPercent } = objectives;
  const named = [...Object.keys(recovery).map(scenarioOf), ...survives];
  const scenarios = new Set(availabilityPercent === undefined ? named : [REGION_LOSS, ...named]);
  return scenarios.size === 0
    ? []
    : predictWith(graph, objectives, { given, scenarios: [...scenarios] }).objectives;
}
