import type { PolicyViolation } from 'aws-cdk-lib/core';
import type { Declaration, ResourceGraph } from '../../assembly/index.ts';
import { judgeDeclared } from '../../resilience/objectives/gate.ts';
import type { ObjectivePrediction } from '../../resilience/prediction.ts';
import { barText, objectiveText, remedyText } from '../../resilience/reports/words.ts';
import type { Acknowledgement } from '../rule.ts';

/** What an assembly declares of its objectives, and where findings about the whole belong. */
interface Declared {
  readonly graph: ResourceGraph;
  readonly declaration: Declaration | undefined;
  readonly constructPath: string;
  /** Whether what is not known is reported, too. */
  readonly isStrict: boolean;
  /** Acknowledgements whose last day has passed. */
  readonly expired: readonly Acknowledgement[];
}

/**
 * An error for each declared objective that the templates miss: the scenario, the longest of what has
 * to happen, and the properties that would save most. One whose acknowledgement has expired is
 * `fatal`, which no acknowledgement matches.
 */
export function missedObjectives({
  graph,
  declaration,
  constructPath,
  isStrict,
  expired,
}: Declared): readonly PolicyViolation[] {
  return judgeDeclared(graph, declaration)
    .filter(({ verdict }) => verdict === 'missed' || (verdict === 'unknown' && isStrict))
    .map((objective) => {
      const ruleName = `objective.${objective.key}`;
      const lapsed = expired.find(({ rule }) => rule === ruleName);
      const ending =
        lapsed === undefined ? '' : ` (its acknowledgement has expired: ${lapsed.reason})`;
      return {
        ruleName,
        description: `${descriptionOf(objective)}${ending}`,
        severity:
          lapsed !== undefined ? 'fatal' : objective.verdict === 'missed' ? 'error' : 'warning',
        fix: fixOf(objective),
        violatingResources: [{ constructPath, locations: [] }],
      };
    });
}

function descriptionOf(objective: ObjectivePrediction): string {
  const { longestBar } = objective;
  const longest = longestBar === undefined ? '' : `; the longest of it: ${barText(longestBar)}`;
  return `${objectiveText(objective)}${longest}`;
}

function fixOf({ remedies }: ObjectivePrediction): string {
  if (remedies.length > 0) return remedies.map(remedyText).join('; ');
  return 'Declare what the templates reach, or change what takes so long: `evenkeel predict` shows each step with its property.';
}
