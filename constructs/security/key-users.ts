import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import { Annotations, Stack, Token } from 'aws-cdk-lib/core';
import type { IConstruct } from 'constructs';

/** Where a service uses a key: what its statement names, so that it names no stack. */
interface Place {
  readonly partition: string;
  readonly account: string;
  readonly region: string;
}

/** A service that uses keys as itself, which no IAM policy of the account reaches. */
export interface KeyUser {
  /** Who it is and what for, as the end of a sentence: `CloudWatch Logs for log groups`. */
  readonly description: string;
  /** What the policy of the key has to allow it, by service and account alone. */
  readonly statements: (place: Place) => readonly KeyStatement[];
}

interface KeyStatement extends iam.PolicyStatementProps {
  readonly sid: string;
}

const ENCRYPT_AND_DECRYPT = [
  'kms:Decrypt',
  'kms:DescribeKey',
  'kms:Encrypt',
  'kms:GenerateDataKey*',
  'kms:ReEncrypt*',
];
const SEND = ['kms:Decrypt', 'kms:GenerateDataKey*'];

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html */
export const logGroups: KeyUser = {
  description: 'CloudWatch Logs for log groups',
  statements: ({ partition, account, region }) => [
    {
      sid: 'LogGroups',
      principals: [new iam.ServicePrincipal(`logs.${region}.amazonaws.com`)],
      actions: ENCRYPT_AND_DECRYPT,
      conditions: {
        ArnLike: {
          'kms:EncryptionContext:aws:logs:arn': `arn:${partition}:logs:${region}:${account}:log-group:*`,
        },
      },
    },
  ],
};

/** https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html */
export const alarmsToTopics: KeyUser = {
  description: 'CloudWatch for alarms that publish to topics',
  statements: ({ partition, account, region }) => [
    {
      sid: 'AlarmsToEncryptedTopics',
      principals: [new iam.ServicePrincipal('cloudwatch.amazonaws.com')],
      actions: SEND,
      conditions: {
        StringEquals: { 'aws:SourceAccount': account },
        ArnLike: { 'aws:SourceArn': `arn:${partition}:cloudwatch:${region}:${account}:alarm:*` },
      },
    },
  ],
};

/** https://docs.aws.amazon.com/sns/latest/dg/sns-configure-dead-letter-queue.html */
export const topicsToQueues: KeyUser = {
  description: 'Amazon SNS for topics that send to queues',
  statements: ({ partition, account, region }) => [
    {
      sid: 'TopicsToEncryptedQueues',
      principals: [new iam.ServicePrincipal('sns.amazonaws.com')],
      actions: SEND,
      conditions: { ArnLike: { 'aws:SourceArn': `arn:${partition}:sns:${region}:${account}:*` } },
    },
  ],
};

/**
 * Auto Scaling as its service-linked role, through another service.
 *
 * The account is no principal of its own here: in a key policy it would stand for what IAM policies
 * grant, and AWS writes those of a service-linked role. The role is no principal either, since KMS
 * rejects a policy that names a role which does not exist, and Auto Scaling creates it with the
 * account's first group. Any caller, narrowed to this account and to one service, is how AWS writes
 * the policy of aws/ebs, with which Auto Scaling works; the role is one more condition.
 * https://docs.aws.amazon.com/kms/latest/APIReference/API_PutKeyPolicy.html
 */
const autoScalingThrough = (service: string, { partition, account, region }: Place) => ({
  principals: [new iam.AnyPrincipal()],
  conditions: {
    StringEquals: {
      'kms:CallerAccount': account,
      'kms:ViaService': `${service}.${region}.amazonaws.com`,
    },
    ArnLike: {
      'aws:PrincipalArn': `arn:${partition}:iam::${account}:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling*`,
    },
  },
});

/** https://docs.aws.amazon.com/autoscaling/ec2/userguide/key-policy-requirements-EBS-encryption.html */
export const autoScalingVolumes: KeyUser = {
  description: 'Amazon EC2 Auto Scaling for the volumes of instances',
  statements: (place) => {
    const caller = autoScalingThrough('ec2', place);
    return [
      { sid: 'VolumesOfAutoScalingGroups', ...caller, actions: ENCRYPT_AND_DECRYPT },
      {
        sid: 'AttachmentOfVolumesOfAutoScalingGroups',
        ...caller,
        actions: ['kms:CreateGrant'],
        conditions: { ...caller.conditions, Bool: { 'kms:GrantIsForAWSResource': 'true' } },
      },
    ];
  },
};

/** https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-sns-notifications.html */
export const autoScalingNotifications: KeyUser = {
  description: 'Amazon EC2 Auto Scaling for notifications to topics',
  statements: (place) => [
    {
      sid: 'NotificationsOfAutoScalingGroups',
      ...autoScalingThrough('sns', place),
      actions: SEND,
    },
  ],
};

/** https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-restricting-access-to-s3.html */
export const distributionsOfBuckets: KeyUser = {
  description: 'CloudFront for the objects of buckets',
  statements: ({ partition, account }) => [
    {
      sid: 'DistributionsOfThisAccount',
      principals: [new iam.ServicePrincipal('cloudfront.amazonaws.com')],
      actions: ['kms:Decrypt'],
      conditions: {
        ArnLike: { 'aws:SourceArn': `arn:${partition}:cloudfront::${account}:distribution/*` },
      },
    },
  ],
};

/**
 * Lets a service use a key, where the policy of the key does not allow it yet.
 *
 * The policy names the account and nothing of `scope`'s stack, which refers to the key already: the
 * stacks would wait for each other. What cannot be changed from this app, such as the policy of an
 * imported key, is a warning on the key, with the statement that it takes: without it alarms reach
 * nobody, and instances do not start.
 *
 * @param scope what uses the key
 */
export function admit(scope: IConstruct, key: kms.IKey, user: KeyUser): void {
  const { partition, account, region } = Stack.of(scope);
  const readable = {
    partition: known(partition, 'aws'),
    account: known(account, '<account>'),
    region: known(region, '<region>'),
  };
  for (const [index, props] of user.statements({ partition, account, region }).entries()) {
    const statement = keyStatement(props);
    if (allows(key, statement) || key.addToResourcePolicy(statement).statementAdded) continue;
    const shown = Stack.of(scope).resolve(
      keyStatement(user.statements(readable)[index] ?? props).toStatementJson(),
    );
    Annotations.of(key).addWarningV2(
      `evenkeel:keyMustAdmit${props.sid}`,
      `the policy of this key cannot be changed from here, and must let in ${user.description}: ` +
        `add the statement ${JSON.stringify(shown)} where the key is defined, then acknowledge this`,
    );
  }
}

const keyStatement = (props: KeyStatement) =>
  new iam.PolicyStatement({ ...props, resources: ['*'] });

const known = (value: string, otherwise: string) => (Token.isUnresolved(value) ? otherwise : value);

/** A statement as a template has it, with lists for what may be one or many. */
interface Statement {
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Principal: unknown;
  readonly Condition?: unknown;
}

/** Whether the policy of a key of this app has a statement that allows as much. */
function allows(key: kms.IKey, wanted: iam.PolicyStatement): boolean {
  const resource = key.node.defaultChild;
  if (!kms.CfnKey.isCfnKey(resource)) return false;
  const resolve = (value: unknown) => Stack.of(key).resolve(value);
  const { Statement: statements = [] }: { Statement?: Statement[] } =
    resolve(resource.keyPolicy) ?? {};
  const { Action, Principal, Condition }: Statement = resolve(wanted.toStatementJson());
  return statements.some(
    (statement) =>
      statement.Effect === 'Allow' &&
      principals(Principal).every((one) => principals(statement.Principal).includes(one)) &&
      [Action].flat().every((action) => [statement.Action].flat().some(covers(action))) &&
      (statement.Condition === undefined || same(statement.Condition, Condition)),
  );
}

/** `Service:NAME`, `AWS:ARN` and so on; everybody is `AWS:*`. */
function principals(principal: unknown): string[] {
  if (principal === '*') return ['AWS:*'];
  return Object.entries(principal ?? {}).flatMap(([kind, names]) =>
    [names]
      .flat()
      .map((name) => `${kind}:${typeof name === 'string' ? name : JSON.stringify(name)}`),
  );
}

/** Whether a pattern of a statement covers an action, which may be a pattern itself. */
const covers = (action: string) => (pattern: string) =>
  pattern === action || (pattern.endsWith('*') && action.startsWith(pattern.slice(0, -1)));

const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);
