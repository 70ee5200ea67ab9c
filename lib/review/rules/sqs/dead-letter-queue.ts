import {
  asString,
  type ResourceGraph,
  type ResourceNode,
  textKey,
} from '../../../assembly/index.ts';
import { deadLetterSources, isHandedOut, QUEUE, takesFailuresOf } from '../../../aws/index.ts';
import type { ResourceRule } from '../../rule.ts';
import { evidenceOf, fail, listed, pass, unknown } from '../../verdicts.ts';

export const rule: ResourceRule = {
  id: 'HA-SQS-1',
  consequence: 'messages that fail are retried until they are lost',
  title: 'A queue has a dead-letter queue, unless it is one',
  rationale:
    'A message that cannot be processed is received again and again until it expires: it holds up its consumers, and is lost.',
  severity: 'warning',
  fix: 'Set RedrivePolicy with deadLetterTargetArn and maxReceiveCount; name a queue for dead letters where the failures come from.',
  wellArchitected: ['REL05-BP04'],
  controls: 'backup',
  docs: [
    'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html',
  ],
  appliesTo: [QUEUE],
  check(queue, { graph }) {
    const property = ['RedrivePolicy'];
    const policy = graph.get(queue, 'RedrivePolicy');
    if (policy.kind === 'unknown') return unknown('RedrivePolicy is not known', { property });
    if (policy.kind !== 'absent') return pass('failed messages go to another queue', { property });
    const allowed = asString(graph.get(queue, 'RedriveAllowPolicy', 'redrivePermission'));
    if (allowed.state === 'known' && allowed.value !== 'denyAll') {
      return pass(`RedriveAllowPolicy says that it is a dead-letter queue: ${allowed.value}`);
    }
    const { sources, isOpen } = deadLetterSources(graph, queue);
    const evidence = evidenceOf(sources, 'sends failures');
    const taken = sources.map((source) => takesFailuresOf(graph, queue, source));
    if (taken.includes(true)) return pass('it is a dead-letter queue', { evidence });
    if (taken.includes(undefined)) {
      return unknown('whether it lets in what sends failures to it is not known', { evidence });
    }
    if (sources.length > 0) {
      return fail(`nothing lets ${listed(sources)} send failures to it`, { evidence });
    }
    // A dead-letter queue is named by its ARN, while whoever sends takes the URL of a queue.
    if (isHandedOut(graph, queue, 'Arn')) {
      return unknown('other stacks may use it as dead-letter queue', { property });
    }
    if (isOpen) return unknown('a dead-letter target that is not known may be this queue');
    return isCalledDead(graph, queue)
      ? fail('it is called a dead-letter queue, and nothing sends failures to it')
      : fail('RedrivePolicy is absent, and nothing uses the queue as dead-letter queue', {
          property,
        });
  },
};

/** What queues for dead letters are called, as names and in the case of logical IDs. */
const DEAD = /[Dd]ead[-_]?[Ll]etter|(?:^|[-_])dlq(?:$|[-_])|DLQ|Dlq(?![a-z])/;

function isCalledDead(graph: ResourceGraph, queue: ResourceNode): boolean {
  return DEAD.test(queue.logicalId) || DEAD.test(textKey(graph.get(queue, 'QueueName')) ?? '');
}
