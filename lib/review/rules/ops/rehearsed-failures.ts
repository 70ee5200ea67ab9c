import { asList, asString } from '../../../assembly/index.ts';
import type { GraphRule } from '../../rule.ts';
import { fail, pass, unknown } from '../../verdicts.ts';

export const rule: GraphRule = {
  id: 'HA-OPS-4',
  consequence: 'nobody knows whether the recovery works',
  title: 'Failures are rehearsed by experiments that stop on an alarm',
  rationale:
    'Recovery that was never exercised fails when it is needed; an experiment without a stop condition is an outage of its own.',
  severity: 'info',
  onlyInProduction: true,
  fix: 'Add an AWS::FIS::ExperimentTemplate with a stop condition of source aws:cloudwatch:alarm.',
  wellArchitected: ['REL12-BP04'],
  controls: 'testing',
  docs: ['https://docs.aws.amazon.com/fis/latest/userguide/stop-conditions.html'],
  appliesTo: 'graph',
  check({ graph, profile }) {
    if (profile.recovery === undefined) return [];
    const experiments = graph.resourcesOf('AWS::FIS::ExperimentTemplate');
    if (experiments.length === 0) {
      return [{ subject: undefined, ...fail('no AWS::FIS::ExperimentTemplate') }];
    }
    return experiments.map((subject) => {
      const property = ['StopConditions'];
      const conditions = asList(graph.get(subject, ...property));
      const sources = (conditions.state === 'known' ? conditions.value : []).map((_, i) =>
        asString(graph.get(subject, 'StopConditions', i, 'Source')),
      );
      const isAlarm = sources.some(
        (source) => source.state === 'known' && source.value === 'aws:cloudwatch:alarm',
      );
      if (isAlarm) return { subject, ...pass('it stops on an alarm', { property }) };
      const isOpen =
        conditions.state === 'unknown' || sources.some((one) => one.state === 'unknown');
      const verdict = isOpen
        ? unknown('the stop conditions are not known', { property })
        : fail('no stop condition is an alarm', { property });
      return { subject, ...verdict };
    });
  },
};
