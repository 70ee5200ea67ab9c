import { asBoolean, asNumber, targetOf } from '../../../assembly/index.ts';
import { QUEUE } from '../../../aws/index.ts';
import type { ResourceRule } from '../../rule.ts';
import { fail, pass, unknown } from '../../verdicts.ts';

/** Seconds for which a queue keeps a message unless told otherwise. */
const DEFAULT_RETENTION = 345_600;
/** The longest for which a queue keeps a message. */
const LONGEST_RETENTION = 1_209_600;

export const rule: ResourceRule = {
  id: 'HA-SQS-3',
  consequence: 'dead letters expire before anybody looks at them',
  title: 'A dead-letter queue keeps messages longer than the queue before it',
  rationale:
    'A dead letter of a standard queue keeps its age: with an equal retention period it expires soon after it was moved, before anybody looks at it.',
  severity: 'warning',
  fix: 'Set MessageRetentionPeriod of the dead-letter queue to 1209600 (14 days), and a shorter one for the queue.',
  wellArchitected: ['REL05-BP04'],
  controls: 'backup',
  docs: [
    'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/setting-up-dead-letter-queue-retention.html',
  ],
  appliesTo: [QUEUE],
  check(queue, { graph }) {
    const target = graph.get(queue, 'RedrivePolicy', 'deadLetterTargetArn');
    if (target.kind === 'absent') return undefined;
    // A FIFO queue gives a message a new time when it moves it.
    const fifo = asBoolean(graph.get(queue, 'FifoQueue'));
    if (fifo.state === 'known' && fifo.value) return undefined;
    const property = ['MessageRetentionPeriod'];
    const dead = targetOf(graph, target, [QUEUE], queue.region);
    if (dead === undefined) return unknown('the dead-letter queue is not at hand', { property });
    const [own, kept] = [queue, dead].map((one) => {
      const read = asNumber(graph.get(one, 'MessageRetentionPeriod'));
      if (read.state === 'unknown') return undefined;
      return read.state === 'known' ? read.value : DEFAULT_RETENTION;
    });
    const howLong = kept === undefined ? '' : `, keeps ${kept} seconds`;
    const evidence = [{ resource: dead, note: `dead-letter queue${howLong}` }];
    if (own === undefined || kept === undefined) {
      return unknown('MessageRetentionPeriod is not known', { property, evidence });
    }
    const found = `the queue keeps messages for ${own} seconds, its dead-letter queue for ${kept}`;
    if (kept > own) return pass(found, { property, evidence });
    // Only what waited for days before it was moved is gone soon after it.
    const severity = kept < LONGEST_RETENTION ? rule.severity : 'info';
    const expected = kept < LONGEST_RETENTION ? `more than ${own}` : 'less for the queue';
    return fail(`${found}, expected ${expected}`, { property, evidence, severity });
  },
};
