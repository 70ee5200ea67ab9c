import { isObject, type JsonObject, own } from '../json.ts';
import {
  arnOf,
  type Generated,
  given,
  type Left,
  refTo,
  type SamResource,
  type Translated,
  through,
  without,
} from './resource.ts';

/** What an event calls: a function, or a state machine, which needs a role for it. */
export interface Target {
  /** The ARN that events are sent to: of a function's alias, where SAM makes one. */
  readonly arn: unknown;
  readonly isFunction: boolean;
}

/**
 * The resources of the events of a function or a state machine, with the logical IDs that SAM gives
 * them: those of the owner and of the event.
 *
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-generated-resources-function.html
 */
export function translateEvents(owner: SamResource, target: Target): Translated {
  const events = own(owner.properties, 'Events');
  const all = Object.entries(isObject(events) ? events : {}).map(([name, event]) =>
    translateEvent(owner, name, event, target),
  );
  return {
    resources: all.flatMap(({ resources }) => resources),
    left: all.flatMap(({ left }) => left),
    notifications: all.flatMap(({ notifications }) => notifications),
  };
}

const NOTHING: Translated = { resources: [], left: [], notifications: [] };

/** Under which name each polled source has its ARN. */
const SOURCES: ReadonlyMap<string, string> = new Map([
  ['SQS', 'Queue'],
  ['Kinesis', 'Stream'],
  ['DynamoDB', 'Stream'],
  ['MSK', 'Stream'],
  ['MQ', 'Broker'],
]);

function translateEvent(
  owner: SamResource,
  name: string,
  event: unknown,
  target: Target,
): Translated {
  const from = ['Properties', 'Events', name];
  const type = own(event, 'Type');
  const written = own(event, 'Properties');
  const properties = isObject(written) ? written : {};
  const at: Place = { id: `${owner.id}${name}`, from: [...from, 'Properties'], target };
  const left = (): Translated => {
    const what = `the event ${name} of type ${typeof type === 'string' ? type : 'unknown'}`;
    return { ...NOTHING, left: [{ path: from, what }] satisfies Left[] };
  };
  const made = (...resources: readonly Generated[]): Translated => ({ ...NOTHING, resources });
  if (typeof type !== 'string') return left();
  const source = SOURCES.get(type);
  if (source !== undefined && target.isFunction) return made(mapping(at, properties, source));
  switch (type) {
    case 'Schedule':
    case 'EventBridgeRule':
    case 'CloudWatchEvent':
      return made(...rule(at, properties));
    case 'ScheduleV2':
      return made(...schedule(at, properties));
    case 'SNS':
      return own(properties, 'SqsSubscription') === undefined
        ? made(...subscription(at, properties))
        : left();
    case 'Api':
    case 'HttpApi':
      return target.isFunction ? made(permission(at, 'apigateway.amazonaws.com')) : left();
    case 'S3': {
      const bucket = own(own(properties, 'Bucket'), 'Ref');
      if (typeof bucket !== 'string') return left();
      const kinds = own(properties, 'Events');
      const notifications = (Array.isArray(kinds) ? kinds : [kinds]).map((kind: unknown) => ({
        bucket,
        configuration: given({
          Event: kind,
          Filter: own(properties, 'Filter'),
          Function: target.arn,
        }),
      }));
      return { ...NOTHING, resources: [permission(at, 's3.amazonaws.com')], notifications };
    }
    default:
      return left();
  }
}

interface Place {
  readonly id: string;
  readonly from: readonly string[];
  readonly target: Target;
}

function mapping({ id, from, target }: Place, properties: JsonObject, source: string): Generated {
  return {
    id,
    type: 'AWS::Lambda::EventSourceMapping',
    from,
    renamed: { EventSourceArn: [...from, source] },
    properties: given({
      ...without(properties, source, 'DestinationConfig'),
      EventSourceArn: own(properties, source),
      FunctionName: target.arn,
      DestinationConfig: destinations(own(properties, 'DestinationConfig')),
    }),
  };
}

/** SAM's destinations have a type besides. */
export function destinations(config: unknown): unknown {
  return through(config, (plain) =>
    Object.fromEntries(
      Object.entries(plain).map(([when, one]) => [
        when,
        through(one, (destination) => without(destination, 'Type')),
      ]),
    ),
  );
}

/** A rule with its target, where it is a queue that SAM makes for dead letters, and the right to call. */
function rule(place: Place, properties: JsonObject): readonly Generated[] {
  const { id, from, target } = place;
  const letters = deadLetters(place, properties);
  const roleArn = target.isFunction ? undefined : arnOf(`${id}Role`);
  return [
    {
      id,
      type: 'AWS::Events::Rule',
      from,
      renamed: {
        ScheduleExpression: [...from, 'Schedule'],
        EventPattern: [...from, 'Pattern'],
        Targets: from,
      },
      properties: given({
        Name: own(properties, 'RuleName') ?? own(properties, 'Name'),
        ScheduleExpression: own(properties, 'Schedule'),
        EventPattern: own(properties, 'Pattern'),
        EventBusName: own(properties, 'EventBusName'),
        State: own(properties, 'State') ?? stateOf(own(properties, 'Enabled')),
        Targets: [
          given({
            Id: `${id}Target`,
            Arn: target.arn,
            RoleArn: roleArn,
            Input: own(properties, 'Input'),
            RetryPolicy: own(properties, 'RetryPolicy'),
            DeadLetterConfig: letters.config,
          }),
        ],
      }),
    },
    ...letters.resources,
    ...(target.isFunction ? [permission(place, 'events.amazonaws.com')] : [role(place)]),
  ];
}

function schedule(place: Place, properties: JsonObject): readonly Generated[] {
  const { id, from, target } = place;
  const letters = deadLetters(place, properties);
  const targetOnly = ['DeadLetterConfig', 'RetryPolicy', 'Input', 'RoleArn', 'PermissionsBoundary'];
  const hasRole = own(properties, 'RoleArn') !== undefined;
  return [
    {
      id,
      type: 'AWS::Scheduler::Schedule',
      from,
      renamed: { Target: from },
      properties: given({
        FlexibleTimeWindow: { Mode: 'OFF' },
        ...without(properties, ...targetOnly, 'OmitName'),
        Target: given({
          Arn: target.arn,
          RoleArn: own(properties, 'RoleArn') ?? arnOf(`${id}Role`),
          Input: own(properties, 'Input'),
          RetryPolicy: own(properties, 'RetryPolicy'),
          DeadLetterConfig: letters.config,
        }),
      }),
    },
    ...letters.resources,
    ...(hasRole ? [] : [role(place)]),
  ];
}

/** A queue that is named by its ARN, or one that SAM makes. */
function deadLetters({ id, from }: Place, properties: JsonObject) {
  const config = own(properties, 'DeadLetterConfig');
  if (own(config, 'Type') !== 'SQS') return { config, resources: [] };
  const named = own(config, 'QueueLogicalId');
  const queue = typeof named === 'string' ? named : `${id}Queue`;
  const resources: readonly Generated[] = [
    { id: queue, type: 'AWS::SQS::Queue', from: [...from, 'DeadLetterConfig'], properties: {} },
    {
      id: `${id}QueuePolicy`,
      type: 'AWS::SQS::QueuePolicy',
      from: [...from, 'DeadLetterConfig'],
      properties: {
        Queues: [refTo(queue)],
        PolicyDocument: {
          Version: '2012-10-17',
          Statement: [
            {
              Effect: 'Allow',
              Principal: { Service: 'events.amazonaws.com' },
              Action: 'sqs:SendMessage',
              Resource: arnOf(queue),
              Condition: { ArnEquals: { 'aws:SourceArn': arnOf(id) } },
            },
          ],
        },
      },
    },
  ];
  return { config: { Arn: arnOf(queue) }, resources };
}

function stateOf(enabled: unknown): string | undefined {
  return enabled === undefined ? undefined : String(enabled) === 'false' ? 'DISABLED' : 'ENABLED';
}

function subscription(place: Place, properties: JsonObject): readonly Generated[] {
  const { id, from, target } = place;
  return [
    {
      id,
      type: 'AWS::SNS::Subscription',
      from,
      renamed: { TopicArn: [...from, 'Topic'] },
      properties: given({
        ...without(properties, 'Topic'),
        TopicArn: own(properties, 'Topic'),
        Protocol: 'lambda',
        Endpoint: target.arn,
      }),
    },
    permission(place, 'sns.amazonaws.com'),
  ];
}

function permission({ id, from, target }: Place, principal: string): Generated {
  return {
    id: `${id}Permission`,
    type: 'AWS::Lambda::Permission',
    from,
    properties: {
      Action: 'lambda:InvokeFunction',
      FunctionName: target.arn,
      Principal: principal,
    },
  };
}

function role({ id, from }: Place): Generated {
  return { id: `${id}Role`, type: 'AWS::IAM::Role', from, properties: UNKNOWN_POLICIES };
}

/** What SAM allows a role is not worked out: a macro that nobody sees. */
export const UNKNOWN_POLICIES: JsonObject = {
  Policies: { 'Fn::Transform': { Name: 'AWS::Serverless-2016-10-31' } },
};
