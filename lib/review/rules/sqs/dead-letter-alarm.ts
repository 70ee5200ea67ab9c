import { deadLetterSources, QUEUE } from '../../../aws/index.ts';
import { judgeAlarms } from '../../alarm-coverage.ts';
import type { ResourceRule } from '../../rule.ts';

export const rule: ResourceRule = {
  id: 'HA-SQS-5',
  consequence: 'nobody learns of messages that failed',
  title: 'Somebody learns of messages in a dead-letter queue',
  rationale: 'A dead letter that nobody notices is work that is lost when it expires.',
  severity: 'info',
  fix: 'Add an alarm with an action on ApproximateNumberOfMessagesVisible of the dead-letter queue.',
  wellArchitected: ['REL11-BP01'],
  controls: 'observability',
  docs: [
    'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/dead-letter-queues-alarms-cloudwatch.html',
  ],
  appliesTo: [QUEUE],
  check(queue, { graph }) {
    if (deadLetterSources(graph, queue).sources.length === 0) return undefined;
    const metrics = ['ApproximateNumberOfMessagesVisible'];
    return judgeAlarms(graph, { resources: [queue], namespace: 'AWS/SQS', metrics });
  },
};
