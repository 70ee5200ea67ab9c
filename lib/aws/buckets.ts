import {
  asString,
  type Resolved,
  type ResourceGraph,
  type ResourceNode,
  targetOf,
  textKey,
} from '../assembly/index.ts';
import { useOf } from './deployers.ts';
import { textsIn } from './policy-statements.ts';

export const BUCKET = 'AWS::S3::Bucket';

/**
 * Where in their properties services are told to put their logs, reports of what they did, and what
 * is made anew from elsewhere: artifacts of builds and results of queries.
 */
const LOGS: readonly (string | number)[] = [
  'AccessLoggingPolicy',
  'ArtifactS3Location',
  'ArtifactStore',
  'ArtifactStores',
  'Artifacts',
  'LoadBalancerAttributes',
  'LogDestination',
  'LogDestinationConfigs',
  'LogUri',
  'Logging',
  'LoggingConfiguration',
  'LoggingInfo',
  'LoggingProperties',
  'LogsConfig',
  'ReportConfiguration',
  'ResultConfiguration',
];

/** Types that write nothing but a record of what happened to the bucket of `S3BucketName`. */
const RECORDERS = ['AWS::CloudTrail::Trail', 'AWS::Config::DeliveryChannel'];

/** Services that deliver logs, as a bucket's policy lets them in. */
const DELIVERING =
  /^(?:cloudtrail|config|delivery\.logs|logdelivery\.elasticloadbalancing|logging\.s3)\.amazonaws\.com/;

/**
 * Whether all that a bucket holds is what services log, or can be made again: nobody restores a
 * service from it.
 */
export function holdsLogs(graph: ResourceGraph, bucket: ResourceNode): boolean {
  if (holdsCode(graph, bucket)) return true;
  const control = asString(graph.get(bucket, 'AccessControl'));
  if (control.state === 'known' && control.value === 'LogDeliveryWrite') return true;
  return graph
    .referrers(bucket)
    .some(
      ({ from, path }) =>
        from !== bucket &&
        (path.some((segment) => LOGS.includes(segment)) ||
          (RECORDERS.includes(from.type) && path.includes('S3BucketName')) ||
          (from.type === 'AWS::S3::BucketPolicy' && letsLogsIn(graph, from))),
    );
}

/** Where functions, APIs and state machines say in which bucket their code is. */
const CODE: readonly (string | number)[] = [
  'BodyS3Location',
  'Code',
  'Content',
  'DefinitionS3Location',
];

/** The bucket that the Serverless Framework deploys from is made by a template without functions. */
const OF_SERVERLESS_FRAMEWORK = 'ServerlessDeploymentBucket';

/** Whether a bucket is where code is deployed from, and nothing else uses it. */
function holdsCode(graph: ResourceGraph, bucket: ResourceNode): boolean {
  const users = graph
    .referrers(bucket)
    .filter(({ from }) => from !== bucket && !READING.test(from.type));
  const isDeployedFrom = users.length > 0 || bucket.logicalId === OF_SERVERLESS_FRAMEWORK;
  return isDeployedFrom && users.every(({ path }) => path.some((one) => CODE.includes(one)));
}

function letsLogsIn(graph: ResourceGraph, policy: ResourceNode): boolean {
  const statements = graph.get(policy, 'PolicyDocument', 'Statement');
  const items = statements.kind === 'list' ? statements.items : [statements];
  return items.some((one) => {
    const principal = one.kind === 'mapping' ? one.entries.get('Principal') : undefined;
    return (
      principal !== undefined && textsIn(principal).texts.some((text) => DELIVERING.test(text))
    );
  });
}

/** What may refer to a bucket without writing to it. */
const READING = /^AWS::(?:CloudFront|CloudFormation|Route53|SSM)::|^AWS::S3::BucketPolicy$/;

/**
 * Whether all that a bucket holds is deployed from elsewhere: a site, by its configuration or as what
 * a distribution answers from, or the revisions of a program. Whoever writes to a site deploys it;
 * to what a distribution answers from, a service may write as well.
 */
export function holdsDeployed(graph: ResourceGraph, bucket: ResourceNode): boolean {
  if (graph.get(bucket, 'WebsiteConfiguration').kind !== 'absent') return true;
  const edges = graph.referrers(bucket).filter(({ from }) => from !== bucket);
  const isAnswered = edges.some(({ from }) => from.type === 'AWS::CloudFront::Distribution');
  const uses = edges
    .filter(({ from }) => !READING.test(from.type))
    .map((edge) =>
      edge.from.type.startsWith('Custom::CDKBucketDeployment') ? 'deploys' : useOf(graph, edge),
    );
  const isCalledSo = ARTIFACTS.test(bucket.logicalId);
  return !uses.includes('writes') && (isAnswered || isCalledSo || uses.includes('deploys'));
}

/** How buckets are called that builds leave their results in. */
const ARTIFACTS = /artifact|(?:build|code|deploy(?:ment)?|package|release)s?(?:s3)?bucket/i;

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
