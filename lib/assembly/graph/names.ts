import type { ResourceNode } from '../model.ts';
import { mayBeSame } from '../resolve/environment.ts';
import { ABSENT, type Resolved } from '../resolve/values.ts';
import type { ResourceGraph } from './graph.ts';

/** The property that gives a resource its physical name, for the types that others name. */
const NAME_PROPERTY: Readonly<Record<string, string>> = {
  'AWS::ApiGateway::RestApi': 'Name',
  'AWS::AutoScaling::AutoScalingGroup': 'AutoScalingGroupName',
  'AWS::Backup::BackupVault': 'BackupVaultName',
  'AWS::Cassandra::Keyspace': 'KeyspaceName',
  'AWS::CloudWatch::Alarm': 'AlarmName',
  'AWS::CloudWatch::CompositeAlarm': 'AlarmName',
  'AWS::DocDB::DBCluster': 'DBClusterIdentifier',
  'AWS::DocDB::DBSubnetGroup': 'DBSubnetGroupName',
  'AWS::DynamoDB::GlobalTable': 'TableName',
  'AWS::DynamoDB::Table': 'TableName',
  'AWS::EC2::LaunchTemplate': 'LaunchTemplateName',
  'AWS::ECR::Repository': 'RepositoryName',
  'AWS::ECS::Cluster': 'ClusterName',
  'AWS::ECS::Service': 'ServiceName',
  'AWS::ElastiCache::ReplicationGroup': 'ReplicationGroupId',
  'AWS::ElastiCache::SubnetGroup': 'CacheSubnetGroupName',
  'AWS::ElasticLoadBalancingV2::LoadBalancer': 'Name',
  'AWS::ElasticLoadBalancingV2::TargetGroup': 'Name',
  'AWS::Events::EventBus': 'Name',
  'AWS::Events::Rule': 'Name',
  'AWS::IAM::Role': 'RoleName',
  'AWS::KMS::Alias': 'AliasName',
  'AWS::Kinesis::Stream': 'Name',
  'AWS::Lambda::Function': 'FunctionName',
  'AWS::Logs::LogGroup': 'LogGroupName',
  'AWS::Neptune::DBCluster': 'DBClusterIdentifier',
  'AWS::Neptune::DBSubnetGroup': 'DBSubnetGroupName',
  'AWS::RDS::DBCluster': 'DBClusterIdentifier',
  'AWS::RDS::DBInstance': 'DBInstanceIdentifier',
  'AWS::RDS::DBSubnetGroup': 'DBSubnetGroupName',
  'AWS::RDS::GlobalCluster': 'GlobalClusterIdentifier',
  'AWS::S3::Bucket': 'BucketName',
  'AWS::SNS::Topic': 'TopicName',
  'AWS::SQS::Queue': 'QueueName',
  'AWS::SSM::Parameter': 'Name',
  'AWS::SecretsManager::Secret': 'Name',
  'AWS::StepFunctions::StateMachine': 'StateMachineName',
};

/**
 * A text that two stacks can be compared by: literals as they are, account, partition and other
 * pseudo parameters as `<AWS.AccountId>`. Undefined if a part of it is not known even so.
 */
export function textKey(value: Resolved): string | undefined {
  if (value.kind === 'literal') return String(value.value);
  if (value.kind === 'unknown' && value.code === 'environment' && value.subject !== undefined) {
    return `<${value.subject.replace('::', '.')}>`;
  }
  if (value.kind !== 'text') return undefined;
  const parts = value.parts.map(textKey);
  return parts.includes(undefined) ? undefined : parts.join('');
}

/**
 * A text that is equal for values that are the same thing at deployment: also for references, in
 * whatever stack they are made, and for texts with references inside. Undefined if it is not known.
 */
export function identity(value: Resolved): string | undefined {
  switch (value.kind) {
    case 'reference':
      return `<${value.node.id}.${value.attribute}>`;
    case 'zone':
      return `<zone ${value.index} ${value.parameter ?? value.region ?? ''}>`;
    case 'text': {
      const parts = value.parts.map(identity);
      return parts.includes(undefined) ? undefined : parts.join('');
    }
    default:
      return textKey(value);
  }
}

/**
 * A name that is equal for names that are the same at deployment: as `textKey`, and with what is
 * the same all over one stack, a parameter or the stack's name, as `<stack.Parameter>`.
 */
export function nameKey(value: Resolved): string | undefined {
  if (value.kind === 'unknown' && value.subject !== undefined && value.stack !== undefined) {
    const isOfStack = !/^AWS::(?:AccountId|Partition|Region|URLSuffix)$/.test(value.subject);
    // Without what separates the parts of an ARN.
    if (isOfStack) return `<${`${value.stack}.${value.subject}`.replaceAll(/[:/<>]/g, '.')}>`;
  }
  if (value.kind !== 'text') return textKey(value);
  const parts = value.parts.map(nameKey);
  return parts.includes(undefined) ? undefined : parts.join('');
}

/** What a template says of a resource's physical name. */
export function nameOf(graph: ResourceGraph, node: ResourceNode): Resolved {
  const property = Object.hasOwn(NAME_PROPERTY, node.type) ? NAME_PROPERTY[node.type] : undefined;
  return property === undefined ? ABSENT : graph.get(node, property);
}

/** The types of resources that others can name. */
export const NAMED_TYPES: readonly string[] = Object.keys(NAME_PROPERTY);

/** The physical name that a template gives a resource; undefined if CloudFormation makes one. */
export function physicalName(graph: ResourceGraph, node: ResourceNode): string | undefined {
  return textKey(nameOf(graph, node));
}

/**
 * The resource that a value leads to: by reference, or by a physical name or an ARN that a
 * template gives to exactly one resource of these types (and, for an ARN, of its Region). `region`
 * narrows plain names.
 */
export function targetOf(
  graph: ResourceGraph,
  value: Resolved,
  types: readonly string[],
  region?: string,
): ResourceNode | undefined {
  if (value.kind === 'reference') return types.includes(value.node.type) ? value.node : undefined;
  const composed = composedArn(value);
  if (composed && types.includes(composed.type)) return composed;
  const found = namedBy(graph, value, types, region);
  return found.length === 1 ? found[0] : undefined;
}

/** The resources of some types that have the name, or the name inside of the ARN. */
export function namedBy(
  graph: ResourceGraph,
  value: Resolved,
  types: readonly string[],
  region?: string,
): readonly ResourceNode[] {
  const key = nameKey(value);
  if (key === undefined || key === '') return [];
  const arn = /^arn:[^:]*:[^:]*:([^:]*):([^:]*):(.+)$/.exec(key);
  const wantedRegion = known(arn?.[1]) ?? region;
  const account = known(arn?.[2]);
  const names = arn?.[3] === undefined ? new Set([key]) : namesInArn(arn[3]);
  const named = [...names].flatMap((name) => graph.having(types, namesOf, name));
  return named.filter(
    (node) => mayBeSame(node.region, wantedRegion) && mayBeSame(node.account, account),
  );
}

/** The resource of `arn:…:cluster:${Cluster}`: an ARN that is put together around its name. */
function composedArn(value: Resolved): ResourceNode | undefined {
  if (value.kind !== 'text') return undefined;
  const [first, last] = [value.parts[0], value.parts.at(-1)];
  const isArn = first?.kind === 'literal' && String(first.value).startsWith('arn:');
  return isArn && last?.kind === 'reference' && last.attribute === 'Ref' ? last.node : undefined;
}

function namesOf(graph: ResourceGraph, node: ResourceNode): readonly string[] {
  const name = nameKey(nameOf(graph, node));
  return name === undefined ? [] : [name];
}

function known(segment: string | undefined): string | undefined {
  return segment === undefined || segment === '' || segment.startsWith('<') ? undefined : segment;
}

/** `function:name:alias`, `app/name/id`, `parameter/a/b`: every way in which a name is inside. */
function namesInArn(resource: string): ReadonlySet<string> {
  const names = new Set([resource]);
  for (const match of resource.matchAll(/[:/]/g)) {
    const rest = resource.slice(match.index + 1);
    names.add(rest);
    names.add(`/${rest}`);
    const [first] = rest.split(/[:/]/);
    if (first !== undefined && first !== '') names.add(first);
  }
  // Secrets Manager appends a hyphen and six characters.
  for (const name of [...names]) names.add(name.replace(/-[A-Za-z0-9]{6}$/, ''));
  names.delete('');
  return names;
}
