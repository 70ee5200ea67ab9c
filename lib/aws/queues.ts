import {
  asList,
  asString,
  leadsTo,
  type PathSegment,
  type Resolved,
  type ResourceGraph,
  type ResourceNode,
  targetOf,
} from '../assembly/index.ts';
import { maySendTo } from './access.ts';
import { isHandedOut } from './outputs.ts';
import type { Truth } from './truth.ts';

export const QUEUE = 'AWS::SQS::Queue';
const TOPIC = 'AWS::SNS::Topic';

/** Where resources name a dead-letter queue, beside the targets of rules. */
const DEAD_LETTERS: Readonly<Record<string, readonly (readonly string[])[]>> = {
  'AWS::SQS::Queue': [['RedrivePolicy', 'deadLetterTargetArn']],
  'AWS::SNS::Subscription': [['RedrivePolicy', 'deadLetterTargetArn']],
  'AWS::Lambda::Function': [['DeadLetterConfig', 'TargetArn']],
  'AWS::Lambda::EventInvokeConfig': [['DestinationConfig', 'OnFailure', 'Destination']],
  'AWS::Lambda::EventSourceMapping': [['DestinationConfig', 'OnFailure', 'Destination']],
  'AWS::Events::EventBus': [['DeadLetterConfig', 'Arn']],
  'AWS::Scheduler::Schedule': [['Target', 'DeadLetterConfig', 'Arn']],
  'AWS::Pipes::Pipe': [
    ['SourceParameters', 'KinesisStreamParameters', 'DeadLetterConfig', 'Arn'],
    ['SourceParameters', 'DynamoDBStreamParameters', 'DeadLetterConfig', 'Arn'],
  ],
};

const SENDERS = [...Object.keys(DEAD_LETTERS), 'AWS::Events::Rule'];

/** What a resource sends its failures to. */
function deadLettersOf(graph: ResourceGraph, node: ResourceNode): readonly Resolved[] {
  if (node.type !== 'AWS::Events::Rule') {
    return (DEAD_LETTERS[node.type] ?? []).map((path) => graph.get(node, ...path));
  }
  const targets = asList(graph.get(node, 'Targets'));
  if (targets.state !== 'known') return [];
  return targets.value.map((_, i) => graph.get(node, 'Targets', i, 'DeadLetterConfig', 'Arn'));
}

/**
 * Whether a dead-letter queue takes what a source could not process: SNS and EventBridge send as
 * services, which the queue's policy and its key have to let in, queues are held against what the
 * queue says of them, and everything else sends by a role of its own.
 *
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html
 * https://docs.aws.amazon.com/sns/latest/dg/sns-configure-dead-letter-queue.html
 */
export function takesFailuresOf(
  graph: ResourceGraph,
  queue: ResourceNode,
  source: ResourceNode,
): Truth {
  switch (source.type) {
    case 'AWS::SNS::Subscription': {
      const topic = targetOf(graph, graph.get(source, 'TopicArn'), [TOPIC], source.region);
      const service = 'sns.amazonaws.com';
      return maySendTo(graph, queue, { service, ...(topic !== undefined && { source: topic }) });
    }
    case 'AWS::Events::EventBus':
    case 'AWS::Events::Rule':
      return maySendTo(graph, queue, { service: 'events.amazonaws.com', source });
    case QUEUE:
      return takesRedrivenOf(graph, queue, source);
    default:
      return true;
  }
}

/** Whether a queue lets another one name it as its dead-letter queue; all may unless it says so. */
function takesRedrivenOf(graph: ResourceGraph, queue: ResourceNode, source: ResourceNode): Truth {
  const permission = asString(graph.get(queue, 'RedriveAllowPolicy', 'redrivePermission'));
  if (permission.state === 'unknown') return undefined;
  if (permission.state === 'absent' || permission.value === 'allowAll') return true;
  if (permission.value === 'denyAll') return false;
  const named = asList(graph.get(queue, 'RedriveAllowPolicy', 'sourceQueueArns'));
  if (named.state !== 'known') return undefined;
  const found = named.value.map((arn) => leadsTo(graph, arn, [QUEUE], queue.region));
  return found.includes(source) || (found.includes('open') ? undefined : false);
}

/** Who uses a queue as dead-letter queue; `isOpen` if somebody may who cannot be told. */
export function deadLetterSources(
  graph: ResourceGraph,
  queue: ResourceNode,
): { readonly sources: readonly ResourceNode[]; readonly isOpen: boolean } {
  const users = graph.referrers(queue);
  return {
    sources: graph.having(SENDERS, deadLetterQueues, queue),
    isOpen:
      (graph.having(SENDERS, deadLetterQueues, 'open').length > 0 && isNamed(graph, queue)) ||
      users.some(({ from, path }) => isUnexpandedSender(from.type, path)),
  };
}

/** Whether a queue has a name that can be written where it cannot be seen, or is handed there. */
function isNamed(graph: ResourceGraph, queue: ResourceNode): boolean {
  return graph.get(queue, 'QueueName').kind !== 'absent' || isHandedOut(graph, queue);
}

/**
 * Whether a resource that a transform or a module expands may become a sender of failures
 * (https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-function.html).
 */
function isUnexpandedSender(type: string, path: readonly PathSegment[]): boolean {
  if (type.endsWith('::MODULE')) return true;
  const isNamed = path.some((one) => /^(?:DeadLetter|OnFailure|Redrive)/.test(String(one)));
  return type.startsWith('AWS::Serverless::') && isNamed;
}

function deadLetterQueues(graph: ResourceGraph, user: ResourceNode) {
  return deadLettersOf(graph, user).map((value) => leadsTo(graph, value, [QUEUE], user.region));
}

/** The queue that an event source mapping polls; `maybe` if it cannot be told. */
export function polledQueue(
  graph: ResourceGraph,
  mapping: ResourceNode,
): ResourceNode | 'maybe' | undefined {
  // Streams and topics are read from a position, queues are not.
  if (graph.get(mapping, 'StartingPosition').kind !== 'absent') return undefined;
  const source = graph.get(mapping, 'EventSourceArn');
  const queue = targetOf(graph, source, [QUEUE], mapping.region);
  if (queue !== undefined) return queue;
  if (source.kind === 'unknown') return 'maybe';
  const isQueue = source.kind === 'literal' && /^arn:[^:]*:sqs:/.test(String(source.value));
  const [head] = source.kind === 'text' ? source.parts : [];
  const isText = head?.kind === 'literal' && /^arn:.*:sqs:/.test(String(head.value));
  return isQueue || isText ? 'maybe' : undefined;
}

/** The event source mappings that poll a queue. */
export function pollersOf(graph: ResourceGraph, queue: ResourceNode): readonly ResourceNode[] {
  return graph.having(['AWS::Lambda::EventSourceMapping'], polledQueues, queue);
}

function polledQueues(graph: ResourceGraph, mapping: ResourceNode) {
  return [polledQueue(graph, mapping)];
}
