import { asNumber, type Read } from '../../../assembly/index.ts';
import { functionBehind, polledQueue } from '../../../aws/index.ts';
import type { ResourceRule } from '../../rule.ts';
import { fail, pass, unknown } from '../../verdicts.ts';

export const rule: ResourceRule = {
  id: 'HA-SQS-4',
  consequence: 'messages are processed twice',
  title: 'A queue hides a message for six times as long as its function may run',
  rationale:
    'A message that becomes visible while a throttled function is retried is processed twice, or becomes a dead letter without having failed.',
  severity: 'warning',
  fix: 'Set VisibilityTimeout of the queue to at least six times Timeout of the function plus MaximumBatchingWindowInSeconds.',
  wellArchitected: ['REL05-BP04'],
  docs: ['https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html'],
  appliesTo: ['AWS::Lambda::EventSourceMapping'],
  check(mapping, { graph }) {
    const queue = polledQueue(graph, mapping);
    if (queue === undefined) return undefined;
    if (queue === 'maybe') return unknown('the event source is not known, or not at hand');
    const name = graph.get(mapping, 'FunctionName');
    const target = functionBehind(graph, name, mapping.region);
    const evidence = [{ resource: queue, note: 'queue' }];
    if (target === undefined) return unknown('the function is not at hand', { evidence });
    evidence.push({ resource: target, note: 'function' });
    const visibility = orDefault(asNumber(graph.get(queue, 'VisibilityTimeout')), 30);
    const timeout = orDefault(asNumber(graph.get(target, 'Timeout')), 3);
    const batching = asNumber(graph.get(mapping, 'MaximumBatchingWindowInSeconds'));
    const window = orDefault(batching, 0);
    if (visibility === undefined || timeout === undefined || window === undefined) {
      return unknown('VisibilityTimeout, Timeout or the batching window is not known', {
        evidence,
      });
    }
    const least = 6 * timeout + window;
    const found = `VisibilityTimeout is ${visibility} seconds for a function of ${timeout} seconds`;
    if (visibility >= least) return pass(found, { evidence });
    // Beyond the longest run it takes throttling as well before anything is processed twice.
    const severity = visibility >= timeout + window ? 'info' : rule.severity;
    return fail(`${found}, expected at least ${least}`, { evidence, severity });
  },
};

function orDefault(read: Read<number>, absent: number): number | undefined {
  if (read.state === 'unknown') return undefined;
  return read.state === 'known' ? read.value : absent;
}
