import { asynchronousCallersOf, invokeConfigsOf } from '../../../aws/index.ts';
import type { ResourceRule } from '../../rule.ts';
import { evidenceOf, fail, pass, unknown } from '../../verdicts.ts';

export const rule: ResourceRule = {
  id: 'HA-LAM-2',
  consequence: 'events that fail are dropped',
  title: 'An event that a function could not process is kept',
  rationale:
    'Lambda retries an asynchronous invocation twice, and then drops the event unless the function has a destination for failures.',
  severity: 'warning',
  fix: 'Set DeadLetterConfig of the function, or OnFailure of an AWS::Lambda::EventInvokeConfig.',
  wellArchitected: ['REL05-BP04'],
  docs: ['https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html'],
  appliesTo: ['AWS::Lambda::Function'],
  check(fn, { graph }) {
    const callers = asynchronousCallersOf(graph, fn);
    if (callers.length === 0) return undefined;
    const evidence = evidenceOf(callers, 'invokes it asynchronously');
    const property = ['DeadLetterConfig', 'TargetArn'];
    const own = graph.get(fn, ...property);
    const configs = invokeConfigsOf(graph, fn).map((one) =>
      graph.get(one, 'DestinationConfig', 'OnFailure', 'Destination'),
    );
    const targets = [own, ...configs].filter(({ kind }) => kind !== 'absent');
    if (targets.some(({ kind }) => kind !== 'unknown')) return pass('failed events are kept');
    if (targets.length > 0)
      return unknown('the destination for failures is not known', { property });
    // What a log group sends stays in it, and can be read again.
    const isLogged = callers.every(({ type }) => type === 'AWS::Logs::SubscriptionFilter');
    return fail('it has no destination for failures', {
      property,
      evidence,
      severity: isLogged ? 'info' : undefined,
    });
  },
};
