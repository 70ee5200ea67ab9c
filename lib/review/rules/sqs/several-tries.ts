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
    const floor = pollers.length > 0 ? RECOMMENDED : LEAST;
    const property = ['RedrivePolicy', 'maxReceiveCount'];
    const tries = asNumber(graph.get(queue, ...property));
    // With three, it takes more than one throttling to lose a message.
    const severity = tries.state === 'known' && tries.value >= LEAST ? 'info' : undefined;
    const verdict = judge(tries, {
      property,
      absent: undefined,
      holds: (count) => count >= floor,
      expected: `at least ${floor}`,
      evidence: evidenceOf(pollers, 'a function consumes the queue'),
    });
    return { ...verdict, severity };
  },
};

/** Receives in which a healthy message is most likely worked off. */
const LEAST = 3;

/** What AWS recommends where a function, which may be throttled, consumes a queue. */
const RECOMMENDED = 5;
