import { asNumber, type ResourceGraph, type ResourceNode } from '../../../assembly/index.ts';
import type { ResourceRule } from '../../rule.ts';
import { fail, pass, unknown } from '../../verdicts.ts';

export const rule: ResourceRule = {
  id: 'HA-LAM-3',
  consequence: 'one bad record holds up its shard for a day or more',
  title: 'A bad record of a stream is given up at some point',
  rationale:
    'By default a record that fails is retried until it expires, and nothing behind it in its shard is processed for a day or more.',
  severity: 'warning',
  fix: 'Set MaximumRetryAttempts or MaximumRecordAgeInSeconds, with OnFailure to keep what is given up.',
  wellArchitected: ['REL05-BP04'],
  docs: [
    'https://docs.aws.amazon.com/lambda/latest/dg/services-kinesis-parameters.html',
    'https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-eventsourcemapping.html',
    'https://docs.aws.amazon.com/eventbridge/latest/pipes-reference/API_PipeSourceKinesisStreamParameters.html',
  ],
  appliesTo: ['AWS::Lambda::EventSourceMapping', 'AWS::Pipes::Pipe'],
  check(reader, { graph }) {
    const at = readsAt(graph, reader);
    if (at === undefined) return undefined;
    const limits = ['MaximumRetryAttempts', 'MaximumRecordAgeInSeconds'].map((name) => ({
      name,
      read: asNumber(graph.get(reader, ...at, name)),
    }));
    const property = [...at, 'MaximumRetryAttempts'];
    const set = limits.find(({ read }) => read.state === 'known' && read.value >= 0);
    if (set !== undefined) return pass(`${set.name} is set`, { property: [...at, set.name] });
    if (limits.some(({ read }) => read.state === 'unknown')) {
      return unknown('the limit of retries is not known', { property });
    }
    return fail('MaximumRetryAttempts and MaximumRecordAgeInSeconds are -1, without end', {
      property,
    });
  },
};

/** Where a reader of a stream says how; undefined: it reads none. */
function readsAt(graph: ResourceGraph, reader: ResourceNode): readonly string[] | undefined {
  const has = (...path: readonly string[]) => graph.get(reader, ...path).kind !== 'absent';
  if (reader.type === 'AWS::Pipes::Pipe') {
    return STREAMS.map((name) => ['SourceParameters', name]).find((path) => has(...path));
  }
  // Queues have no position, and Apache Kafka and DocumentDB have properties of their own.
  const isOther = ['Topics', 'SelfManagedEventSource', 'DocumentDBEventSourceConfig'].some((name) =>
    has(name),
  );
  return has('StartingPosition') && !isOther ? [] : undefined;
}

const STREAMS = ['KinesisStreamParameters', 'DynamoDBStreamParameters'];
