import { asNumber, type ResourceGraph, type ResourceNode } from '../../../assembly/index.ts';
import { asynchronousCallersOf, polledQueue, usersOfFunction } from '../../../aws/index.ts';
import type { ResourceRule } from '../../rule.ts';
import { evidenceOf, fail, listed, pass, unknown } from '../../verdicts.ts';

/** What waits for the answer of a function. */
const WAITING: readonly string[] = [
  'AWS::ApiGateway::Method',
  'AWS::ApiGatewayV2::Integration',
  'AWS::AppSync::DataSource',
  'AWS::ElasticLoadBalancingV2::TargetGroup',
  'AWS::Lambda::Url',
];

/**
 * Functions that answer requests are the ones that must not be throttled, and those that work off
 * queues and events the ones that take what they are given. Not judged: functions of other stacks
 * of the account, which share its concurrency as well.
 */
export const rule: ResourceRule = {
  id: 'HA-LAM-4',
  consequence: 'a backlog takes the concurrency of functions that answer requests',
  title: 'Functions that answer requests are not throttled by those that work off events',
  rationale:
    'All functions of an account and Region share its concurrency: a backlog that is worked off without a limit takes all of it, and requests are refused.',
  severity: 'info',
  fix: 'Set ReservedConcurrentExecutions on the function that answers, or limit the others: by the same property, or by ScalingConfig.MaximumConcurrency of the event source mapping of a queue.',
  wellArchitected: ['REL10-BP03'],
  controls: 'capacity',
  docs: [
    'https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html',
    'https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html',
  ],
  appliesTo: ['AWS::Lambda::Function'],
  check(fn, { graph }) {
    if (!answers(graph, fn)) return undefined;
    const property = ['ReservedConcurrentExecutions'];
    const reserved = asNumber(graph.get(fn, ...property));
    if (reserved.state === 'known' && reserved.value === 0) {
      return fail('0 reserved: every request is refused', { property });
    }
    if (reserved.state === 'known') return pass(`${reserved.value} reserved`, { property });
    if (reserved.state === 'unknown')
      return unknown(`${property}: ${reserved.reason}`, { property });
    const candidates = graph.having(['AWS::Lambda::Function'], rivalIn, fn.region);
    // Two stacks of which no Region is known need not be in the same.
    const rivals = candidates.filter(
      ({ region, stack }) => region !== undefined || stack === fn.stack,
    );
    const evidence = evidenceOf(rivals, 'works off events without a limit');
    const names = listed(rivals);
    if (rivals.length === 0 && candidates.length > 0) {
      return unknown('whether others share its Region, and its concurrency, is not known', {
        property,
      });
    }
    return rivals.length === 0
      ? pass('nothing else takes concurrency without a limit', { property })
      : fail(`no concurrency is reserved, and ${names} may take all of it`, { property, evidence });
  },
};

function answers(graph: ResourceGraph, fn: ResourceNode): boolean {
  return usersOfFunction(graph, fn).some(({ from }) => WAITING.includes(from.type));
}

/** The Region of a function that may take all of its concurrency; none for others. */
function rivalIn(graph: ResourceGraph, fn: ResourceNode) {
  if (answers(graph, fn)) return [];
  if (graph.get(fn, 'ReservedConcurrentExecutions').kind !== 'absent') return [];
  const isPolling = usersOfFunction(graph, fn).some(
    ({ from }) =>
      from.type === 'AWS::Lambda::EventSourceMapping' &&
      // Streams run as many as they have shards.
      polledQueue(graph, from) !== undefined &&
      graph.get(from, 'ScalingConfig', 'MaximumConcurrency').kind === 'absent',
  );
  return isPolling || asynchronousCallersOf(graph, fn).length > 0 ? [fn.region] : [];
}
