import { QUEUE } from '../../../aws/index.ts';
import { judgeAlarms } from '../../alarm-coverage.ts';
import type { ResourceRule } from '../../rule.ts';

export const rule: ResourceRule = {
  id: 'HA-SQS-6',
  consequence: 'nobody learns that the queue is not worked off',
  title: 'Somebody learns when a queue is not worked off',
  rationale:
    'Messages that grow old are the first sign of consumers that are gone, or too few; nothing else fails until they expire.',
  severity: 'info',
  fix: 'Add an alarm with an action on ApproximateAgeOfOldestMessage of the queue.',
  wellArchitected: ['REL11-BP01'],
  controls: 'observability',
  docs: [
    'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html',
  ],
  appliesTo: [QUEUE],
  check(queue, { graph }) {
    // A queue with a dead-letter queue has consumers.
    if (graph.get(queue, 'RedrivePolicy').kind === 'absent') return undefined;
    const metrics = ['ApproximateAgeOfOldestMessage'];
    return judgeAlarms(graph, { resources: [queue], namespace: 'AWS/SQS', metrics });
  },
};
