import type { ResourceGraph, ResourceNode } from '../../../assembly/index.ts';
import type { ResourceRule } from '../../rule.ts';
import { evidenceOf, fail, pass, unknown } from '../../verdicts.ts';
import { functionBehind } from '../sqs/queues.ts';

export const lam2: ResourceRule = {
  id: 'HA-LAM-2',
  title: 'An event that a function could not process is kept',
  rationale:
    'Lambda retries an asynchronous invocation twice, and then drops the event unless the function has a destination for failures.',
  severity: 'warning',
  fix: 'Set DeadLetterConfig of the function, or OnFailure of an AWS::Lambda::EventInvokeConfig.',
  wellArchitected: ['REL05-BP04'],
  docs: ['https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html'],
  appliesTo: ['AWS::Lambda::Function'],
  check(fn, { graph }) {
    const callers = callersOf(graph, fn);
    if (callers.length === 0) return undefined;
    const evidence = evidenceOf(callers, 'invokes it asynchronously');
    const property = ['DeadLetterConfig', 'TargetArn'];
    const own = graph.get(fn, ...property);
    const configs = graph
      .resourcesOf('AWS::Lambda::EventInvokeConfig')
      .filter((one) => functionBehind(graph, graph.get(one, 'FunctionName'), one.region) === fn)
      .map((one) => graph.get(one, 'DestinationConfig', 'OnFailure', 'Destination'));
    const targets = [own, ...configs].filter(({ kind }) => kind !== 'absent');
    if (targets.some(({ kind }) => kind !== 'unknown')) return pass('failed events are kept');
    if (targets.length > 0)
      return unknown('the destination for failures is not known', { property });
    return fail('it has no destination for failures', { property, evidence });
  },
};

/** What invokes a function, or an alias or a version of it, without waiting for it. */
function callersOf(graph: ResourceGraph, fn: ResourceNode): readonly ResourceNode[] {
  const edges = graph.referrers(fn);
  const names = edges.flatMap(({ from }) =>
    from.type === 'AWS::Lambda::Alias' || from.type === 'AWS::Lambda::Version' ? [from] : [],
  );
  const callers = [...edges, ...names.flatMap((name) => graph.referrers(name))].flatMap((edge) => {
    const { from, path } = edge;
    const isCaller =
      (from.type === 'AWS::SNS::Subscription' && path[0] === 'Endpoint') ||
      (from.type === 'AWS::S3::Bucket' && path[0] === 'NotificationConfiguration') ||
      (from.type === 'Custom::S3BucketNotifications' && path[0] === 'NotificationConfiguration') ||
      // What a schedule sends holds no data, and is sent again.
      (from.type === 'AWS::Events::Rule' &&
        path[0] === 'Targets' &&
        graph.get(from, 'EventPattern').kind !== 'absent');
    return isCaller ? [from] : [];
  });
  return [...new Set(callers)];
}
