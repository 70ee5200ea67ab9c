import type { Edge, ResourceGraph, ResourceNode } from '../../../assembly/index.ts';

/** Where each type names a function that it invokes without waiting for the answer. */
const ASYNCHRONOUS: Readonly<Record<string, string>> = {
  'AWS::IoT::TopicRule': 'TopicRulePayload',
  'AWS::Logs::SubscriptionFilter': 'DestinationArn',
  'AWS::S3::Bucket': 'NotificationConfiguration',
  'AWS::SES::ReceiptRule': 'Rule',
  'AWS::SNS::Subscription': 'Endpoint',
  'AWS::SNS::Topic': 'Subscription',
  'Custom::S3BucketNotifications': 'NotificationConfiguration',
};

/** What refers to a function, or to an alias or a version of it. */
export function usersOf(graph: ResourceGraph, fn: ResourceNode): readonly Edge[] {
  const edges = graph.referrers(fn);
  const names = edges.flatMap(({ from }) =>
    from.type === 'AWS::Lambda::Alias' || from.type === 'AWS::Lambda::Version' ? [from] : [],
  );
  return [...edges, ...names.flatMap((name) => graph.referrers(name))];
}

/**
 * What invokes a function without waiting for it
 * (https://docs.aws.amazon.com/lambda/latest/dg/lambda-services.html).
 */
export function callersOf(graph: ResourceGraph, fn: ResourceNode): readonly ResourceNode[] {
  const callers = usersOf(graph, fn).flatMap(({ from, path }) => {
    const isCaller =
      ASYNCHRONOUS[from.type] === path[0] ||
      // What a schedule sends holds no data, and is sent again.
      (from.type === 'AWS::Events::Rule' &&
        path[0] === 'Targets' &&
        graph.get(from, 'EventPattern').kind !== 'absent');
    return isCaller ? [from] : [];
  });
  return [...new Set(callers)];
}
