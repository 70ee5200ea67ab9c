import { asNumber } from '../../../assembly/index.ts';
import { pollersOf, QUEUE } from '../../../aws/index.ts';
import type { ResourceRule } from '../../rule.ts';
import { evidenceOf, judge } from '../../verdicts.ts';

export const rule: ResourceRule = {
  id: 'HA-SQS-2',
  consequence: 'a short outage turns good messages into dead letters',
  title: 'A message is tried several times before it is a dead letter',
  rationale:
    'With few receives a short outage of a dependency, or throttling of a function, moves healthy messages to the dead-letter queue.',
  severity: 'warning',
  fix: 'Set RedrivePolicy.maxReceiveCount to at least 3, and to at least 5 if a function consumes the queue.',
  wellArchitected: ['REL05-BP04'],
  docs: ['https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html'],
  appliesTo: [QUEUE],
  check(queue, { graph }) {
    const policy = graph.get(queue, 'RedrivePolicy');
    if (policy.kind === 'absent') return undefined;
    const pollers = pollersOf(graph, queue);
    const floor = pollers.length > 0 ? 5 : 3;
    const property = ['RedrivePolicy', 'maxReceiveCount'];
    return judge(asNumber(graph.get(queue, ...property)), {
      property,
      absent: undefined,
      holds: (count) => count >= floor,
      expected: `at least ${floor}`,
      evidence: evidenceOf(pollers, 'a function consumes the queue'),
    });
  },
};
