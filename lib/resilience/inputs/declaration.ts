import { type Declaration, matchesPath, type ResourceGraph } from '../../assembly/index.ts';
import type { Given } from '../figures.ts';
import type { ResilienceObjectives } from '../objectives/objectives.ts';
import { types } from '../parts/compute.ts';

/** What the owner of a service declared in its cloud assembly, as a prediction takes it. */
export interface Declared {
  readonly given: Readonly<Record<string, Given>>;
  readonly objectives: ResilienceObjectives;
}

/** The peaks become what groups and services need, the objectives are held against the prediction. */
export function declaredIn(declaration: Declaration | undefined, graph: ResourceGraph): Declared {
  const { peaks = [], objectives, survives = [] } = declaration ?? {};
  const needs = graph.resourcesOf(...types).flatMap(({ id, logicalId, constructPath = id }) => {
    const peak = peaks.find(({ resource }) =>
      [constructPath, logicalId, id].some((name) => matchesPath(resource, name)),
    );
    return peak === undefined
      ? []
      : [
          [
            `need.${id}`,
            { value: peak.instances, source: 'evenkeel.json', setBy: 'declared' },
          ] as const,
        ];
  });
  const regionLoss = objectives?.regionLoss;
  return {
    given: Object.fromEntries(needs),
    objectives: {
      ...(regionLoss !== undefined && { recovery: { regionLoss } }),
      ...(survives.length > 0 && { survives }),
      ...(objectives?.availabilityPercent !== undefined && {
        availabilityPercent: objectives.availabilityPercent,
      }),
    },
  };
}
