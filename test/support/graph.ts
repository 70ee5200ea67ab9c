import { load, type ResourceGraph } from '../../lib/assembly/index.ts';
import { type EvenkeelConfig, planFor } from '../../lib/strategies/index.ts';
import { assemblyOf } from './assemblies.ts';

/** The templates of a config, read back by the code that knows nothing of what wrote them. */
export function graphOfConfig(config: EvenkeelConfig): ResourceGraph {
  return load([assemblyOf(planFor(config))]).graph;
}
