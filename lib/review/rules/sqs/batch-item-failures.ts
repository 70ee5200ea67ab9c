import { asList, asNumber, asString } from '../../../assembly/index.ts';
import { polledQueue } from '../../../aws/index.ts';
import type { ResourceRule } from '../../rule.ts';
import { fail, pass, unknown } from '../../verdicts.ts';

export const rule: ResourceRule = {
  id: 'HA-SQS-7',
  consequence: 'one bad message repeats its whole batch',
  title: 'A function reports which messages of a batch it could not process',
  rationale:
    'Otherwise one bad message fails its whole batch: good messages are processed again and become dead letters with it.',
  severity: 'warning',
  fix: 'Set FunctionResponseTypes to ReportBatchItemFailures, and return the failed messages from the function.',
  wellArchitected: ['REL05-BP04'],
  docs: ['https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html'],
  appliesTo: ['AWS::Lambda::EventSourceMapping'],
  check(mapping, { graph }) {
    const queue = polledQueue(graph, mapping);
    if (queue === undefined) return undefined;
    const size = asNumber(graph.get(mapping, 'BatchSize'));
    if (size.state === 'known' && size.value === 1) return undefined;
    const property = ['FunctionResponseTypes'];
    const types = asList(graph.get(mapping, ...property));
    const reads = types.state === 'known' ? types.value.map(asString) : [];
    if (reads.some((one) => one.state === 'known' && one.value === 'ReportBatchItemFailures')) {
      return pass('the function reports batch item failures', { property });
    }
    const isOpen = types.state === 'unknown' || reads.some(({ state }) => state === 'unknown');
    if (isOpen) return unknown('FunctionResponseTypes is not known', { property });
    if (queue === 'maybe') return unknown('whether the event source is a queue is not known');
    return fail('FunctionResponseTypes lacks ReportBatchItemFailures', { property });
  },
};
