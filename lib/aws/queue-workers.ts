import {
  asString,
  type Resolved,
  type ResourceGraph,
  type ResourceNode,
  referencesIn,
} from '../assembly/index.ts';
import { policiesOfRole } from './policies.ts';
import { textsIn } from './policy-statements.ts';
import { QUEUE } from './queues.ts';
import { takesRequests } from './serving.ts';

const ROLE = 'AWS::IAM::Role';
const RECEIVES = /^sqs:(?:receivemessage|receive\*|\*)$/;

/** The queues that a group's instances or a service's tasks are allowed to receive from. */
export function queuesReceivedBy(
  graph: ResourceGraph,
  worker: ResourceNode,
): readonly ResourceNode[] {
  return graph.remembered(received, worker);
}

/**
 * Whether what a group or a service does waits in a queue while it does not: it receives from one,
 * and nothing sends requests to it.
 */
export function isQueueWorker(graph: ResourceGraph, compute: ResourceNode): boolean {
  return !takesRequests(graph, compute) && queuesReceivedBy(graph, compute).length > 0;
}

function received(graph: ResourceGraph, worker: ResourceNode): readonly ResourceNode[] {
  const queues = rolesOf(graph, worker).flatMap((role) =>
    policiesOfRole(graph, role).documents.flatMap(receivedIn),
  );
  return [...new Set(queues)];
}

function rolesOf(graph: ResourceGraph, worker: ResourceNode): readonly ResourceNode[] {
  const behind = (node: ResourceNode, type: string, ...path: readonly string[]) =>
    nodesIn(graph.get(node, ...path), type);
  if (worker.type === 'AWS::ECS::Service') {
    return behind(worker, 'AWS::ECS::TaskDefinition', 'TaskDefinition').flatMap((definition) =>
      behind(definition, ROLE, 'TaskRoleArn'),
    );
  }
  return ['LaunchTemplate', 'MixedInstancesPolicy']
    .flatMap((property) => behind(worker, 'AWS::EC2::LaunchTemplate', property))
    .flatMap((template) =>
      behind(template, 'AWS::IAM::InstanceProfile', 'LaunchTemplateData', 'IamInstanceProfile'),
    )
    .flatMap((profile) => behind(profile, ROLE, 'Roles'));
}

/** The queues from which the statements of policies allow to receive. */
function receivedIn(value: Resolved): readonly ResourceNode[] {
  if (value.kind === 'list') return value.items.flatMap(receivedIn);
  if (value.kind !== 'mapping') return [];
  const effect = asString(value.entries.get('Effect') ?? { kind: 'absent' });
  if (effect.state === 'known' && effect.value === 'Deny') return [];
  const actions = textsIn(value.entries.get('Action') ?? { kind: 'absent' }).texts;
  if (actions.some((action) => RECEIVES.test(action.toLowerCase()))) {
    return nodesIn(value.entries.get('Resource') ?? { kind: 'absent' }, QUEUE);
  }
  return ['Statement', 'PolicyDocument'].flatMap((key) =>
    receivedIn(value.entries.get(key) ?? { kind: 'absent' }),
  );
}

function nodesIn(value: Resolved, type: string): readonly ResourceNode[] {
  return referencesIn(value).flatMap(({ node }) => (node.type === type ? [node] : []));
}

/** The policies by which a group or a service scales. */
export function scalingPoliciesOf(
  graph: ResourceGraph,
  worker: ResourceNode,
): readonly ResourceNode[] {
  const from = (node: ResourceNode, type: string) =>
    graph.referrers(node).flatMap((edge) => (edge.from.type === type ? [edge.from] : []));
  const found =
    worker.type === 'AWS::ECS::Service'
      ? from(worker, 'AWS::ApplicationAutoScaling::ScalableTarget').flatMap((target) =>
          from(target, 'AWS::ApplicationAutoScaling::ScalingPolicy'),
        )
      : from(worker, 'AWS::AutoScaling::ScalingPolicy');
  return [...new Set(found)];
}

/**
 * Whether a policy scales by a queue: by its metrics, or by an alarm on them; undefined: by a
 * metric of the service's own, which may say how much there is to do.
 */
export function scalesByQueue(
  graph: ResourceGraph,
  policy: ResourceNode,
  queues: readonly ResourceNode[],
): boolean | undefined {
  const alarms = graph
    .referrers(policy)
    .flatMap(({ from }) => (from.type === 'AWS::CloudWatch::Alarm' ? [from] : []));
  const readers = [policy, ...alarms];
  if (readers.some((one) => graph.references(one).some(({ to }) => queues.includes(to)))) {
    return true;
  }
  const namespaces = readers.flatMap((one) => namespacesIn(graph.get(one)));
  const isOpen = namespaces.some((name) => name === undefined || !/^AWS\/(?!SQS)/.test(name));
  return isOpen ? undefined : false;
}

/** The namespaces of all metrics inside a value; undefined in place of what is not known. */
function namespacesIn(value: Resolved): readonly (string | undefined)[] {
  if (value.kind === 'list') return value.items.flatMap(namespacesIn);
  if (value.kind !== 'mapping') return value.kind === 'unknown' ? [undefined] : [];
  const own = value.entries.get('Namespace');
  const read = own && asString(own);
  const name = read === undefined ? [] : [read.state === 'known' ? read.value : undefined];
  return [...name, ...[...value.entries.values()].flatMap(namespacesIn)];
}
