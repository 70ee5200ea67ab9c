import {
  type Edge,
  type Resolved,
  type ResourceGraph,
  type ResourceNode,
  targetOf,
} from '../assembly/index.ts';

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
export function usersOfFunction(graph: ResourceGraph, fn: ResourceNode): readonly Edge[] {
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
export function asynchronousCallersOf(
  graph: ResourceGraph,
  fn: ResourceNode,
): readonly ResourceNode[] {
  const callers = usersOfFunction(graph, fn).flatMap(({ from, path }) => {
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

const FUNCTION_TYPES = [
  'AWS::Lambda::Function',
  'AWS::Lambda::Alias',
  'AWS::Lambda::Version',
] as const;

/** The settings for asynchronous events of a function, of its aliases and versions. */
export function invokeConfigsOf(graph: ResourceGraph, fn: ResourceNode): readonly ResourceNode[] {
  return graph.having(['AWS::Lambda::EventInvokeConfig'], configuredFunction, fn);
}

function configuredFunction(graph: ResourceGraph, config: ResourceNode) {
  return [functionBehind(graph, graph.get(config, 'FunctionName'), config.region)];
}

/** The function behind a name, an ARN, an alias or a version. */
export function functionBehind(
  graph: ResourceGraph,
  value: Resolved,
  region: string | undefined,
): ResourceNode | undefined {
  const target = targetOf(graph, value, FUNCTION_TYPES, region);
  if (target === undefined || target.type === 'AWS::Lambda::Function') return target;
  return targetOf(graph, graph.get(target, 'FunctionName'), ['AWS::Lambda::Function'], region);
}

/** Whether nothing invokes a function but what polls a queue or a stream for it. */
export function isPoller(graph: ResourceGraph, fn: ResourceNode): boolean {
  const callers = usersOfFunction(graph, fn).filter(({ from }) => !NAMING.test(from.type));
  return callers.length > 0 && callers.every(({ from }) => from.type === POLLING);
}

const POLLING = 'AWS::Lambda::EventSourceMapping';

/** What names a function and does not invoke it. */
const NAMING =
  /^AWS::(?:Lambda::(?:Alias|Version|EventInvokeConfig)|CloudWatch::.+|IAM::.+|Logs::LogGroup)$/;
