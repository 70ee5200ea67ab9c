import type { GraphRule } from '../../rule.ts';
import { fail, pass } from '../../verdicts.ts';

export const rule: GraphRule = {
  id: 'HA-OPS-5',
  consequence: 'nobody can tell whether the recovery is good enough',
  title: 'The objectives for recovery are declared',
  rationale:
    'Without a recovery time and a recovery point nobody can tell whether a strategy is enough, or whether a drill has succeeded.',
  severity: 'info',
  fix: 'Declare rtoSeconds and rpoSeconds as objectives of the review, or add an AWS::ResilienceHub::ResiliencyPolicy.',
  wellArchitected: ['REL13-BP01'],
  controls: 'testing',
  docs: [
    'https://docs.aws.amazon.com/wellarchitected/latest/reliability-pillar/rel_planning_for_recovery_objective_defined_recovery.html',
  ],
  appliesTo: 'graph',
  check({ graph, profile: { recovery, objectives } }) {
    if (recovery === undefined) return [];
    const policies = graph.resourcesOf('AWS::ResilienceHub::ResiliencyPolicy');
    const { rtoSeconds, rpoSeconds } = objectives;
    const missing = Object.entries({ rtoSeconds, rpoSeconds }).flatMap(([name, value]) =>
      value === undefined ? [name] : [],
    );
    const verdict =
      missing.length === 0 || policies.length > 0
        ? pass('recovery time and recovery point are declared')
        : fail(`not declared: ${missing.join(', ')}`);
    return [{ subject: undefined, ...verdict }];
  },
};
