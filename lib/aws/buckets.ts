import {
  asString,
  type Resolved,
  type ResourceGraph,
  type ResourceNode,
  targetOf,
  textKey,
} from '../assembly/index.ts';

export const BUCKET = 'AWS::S3::Bucket';

/** Properties by which services are told where to put their logs, and reports of what they did. */
const LOGS: readonly string[] = [
  'LoggingConfiguration',
  'LogDestination',
  'LogDestinationConfigs',
  'LoadBalancerAttributes',
  'AccessLoggingPolicy',
  'Logging',
  'ArtifactS3Location',
  'ReportConfiguration',
];

/** Whether all that a bucket holds is what services log: nobody restores a service from it. */
export function holdsLogs(graph: ResourceGraph, bucket: ResourceNode): boolean {
  const control = asString(graph.get(bucket, 'AccessControl'));
  if (control.state === 'known' && control.value === 'LogDeliveryWrite') return true;
  return graph
    .referrers(bucket)
    .some(({ from, path }) => from !== bucket && LOGS.includes(String(path[0])));
}

/** The bucket behind a name or an ARN, with names that S3 derives in an account's namespace. */
export function bucketBehind(graph: ResourceGraph, value: Resolved): ResourceNode | undefined {
  const target = targetOf(graph, value, [BUCKET]);
  if (target !== undefined) return target;
  const name = textKey(value)?.replace(/^arn:[^:]*:s3:::/, '');
  if (name === undefined) return undefined;
  const found = graph.having([BUCKET], derivedNames, name);
  return found.length === 1 ? found[0] : undefined;
}

/** `PREFIX-ACCOUNT-REGION-an`, with the account as number or as pseudo parameter. */
function derivedNames(graph: ResourceGraph, bucket: ResourceNode): readonly string[] {
  const prefix = textKey(graph.get(bucket, 'BucketNamePrefix'));
  if (prefix === undefined || bucket.region === undefined) return [];
  return ['<AWS.AccountId>', bucket.account]
    .filter((account) => account !== undefined)
    .map((account) => `${prefix}-${account}-${bucket.region}-an`);
}
