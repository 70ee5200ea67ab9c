import type * as kms from 'aws-cdk-lib/aws-kms';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import { RemovalPolicy, Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { acknowledge } from '../acknowledge.ts';
import { noSnapshots } from '../removal.ts';
import { isUnknown } from '../unknown.ts';
import { type ValidationRule, validateProps } from '../validation.ts';
import { isAliasName } from './regional-key.ts';

/** Properties of a {@link ReplicatedSecret}. */
export interface ReplicatedSecretProps {
  /**
   * The name of the secret, the same in every Region: readers find the replica in their own Region
   * by it, since the ARN of a secret ends with characters that nobody can derive.
   */
  readonly secretName: string;

  /** The key that encrypts the secret in the Region of this stack. */
  readonly encryptionKey: kms.IKey;

  /**
   * The Regions, apart from that of this stack, whose workloads read the secret. Empty while
   * there is only one Region.
   */
  readonly replicaRegions: readonly string[];

  /**
   * The name, without `alias/`, of the key in every one of the replica Regions: the `aliasName`
   * of its `RegionalKey`. That key has to exist before the secret does: CloudFormation reports
   * success when a replica fails for want of its key
   * (https://github.com/aws-cloudformation/cloudformation-coverage-roadmap/issues/1459).
   */
  readonly replicaKeyAliasName: string;

  /**
   * Who or what rotates the secret, and when: a sentence for the compliance report.
   *
   * Only the owner of the credential can rotate it, since the service that it opens has to learn
   * the new value in the same step. Where that is a schedule, attach it with
   * `secret.addRotationSchedule`, in the Region of this stack: a replica cannot be rotated
   * (https://docs.aws.amazon.com/secretsmanager/latest/userguide/create-manage-multi-region-secrets.html).
   */
  readonly rotatedBy: string;

  /**
   * How the value is generated.
   *
   * @default - 32 letters and digits: 190 bits that need no escaping in a URL, a connection string
   *   or a shell, and fit the engines that refuse punctuation
   */
  readonly generateSecretString?: secretsmanager.SecretStringGenerator;

  /**
   * What becomes of the secret when it leaves the stack. `DESTROY` deletes it. Secrets Manager deletes
   * no secret that has replicas, and AWS does not document that CloudFormation removes them first:
   * deploy with no `replicaRegions` before
   * (https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_DeleteSecret.html).
   *
   * @default RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE - a credential that something else was told is
   *   lost for good; what a failed first deployment left behind would block the next one by its name
   */
  readonly removalPolicy?: RemovalPolicy;
}

/** The props, and what has to be known of the stack to judge them. */
type Checked = ReplicatedSecretProps & { readonly region: string };

const rules: ValidationRule<Checked>[] = [
  {
    condition: ({ secretName }) =>
      !isUnknown(secretName) && !/^[\w/+=.@-]{1,512}$/.test(secretName),
    message: ({ secretName }) =>
      `'secretName' must be 1 to 512 letters, digits or any of /_+=.@-, got '${secretName}'`,
  },
  {
    // https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_CreateSecret.html
    condition: ({ secretName }) => !isUnknown(secretName) && /-[a-zA-Z0-9]{6}$/.test(secretName),
    message: ({ secretName }) =>
      `'secretName' must not end with a hyphen and six characters, got '${secretName}': Secrets ` +
      `Manager would take them for the end of an ARN; add or remove a character`,
  },
  {
    condition: ({ region, replicaRegions }) => replicaRegions.includes(region),
    message: ({ region }) =>
      `'replicaRegions' must not contain the stack's own Region, got '${region}': the secret ` +
      `itself lives there; remove it`,
  },
  {
    condition: ({ replicaRegions }) => new Set(replicaRegions).size < replicaRegions.length,
    message: ({ replicaRegions }) =>
      `'replicaRegions' must name each Region once, got '${replicaRegions.join(', ')}'`,
  },
  {
    condition: ({ replicaKeyAliasName }) => !isAliasName(replicaKeyAliasName),
    message: ({ replicaKeyAliasName }) =>
      `'replicaKeyAliasName' must be the 'aliasName' of the keys of the replica Regions, without ` +
      `'alias/', got '${replicaKeyAliasName}'`,
  },
  {
    condition: ({ rotatedBy }) => rotatedBy.trim() === '',
    message: ({ rotatedBy }) =>
      `'rotatedBy' must say who or what rotates the secret, got '${rotatedBy}'`,
  },
  noSnapshots,
];

/**
 * Defines a generated secret that can be read in every Region that needs it, with nothing but that
 * Region: each replica is encrypted with its own Region's key, and the keys are named by alias, so
 * that no stack refers to a stack of another Region
 * (https://docs.aws.amazon.com/secretsmanager/latest/userguide/create-manage-multi-region-secrets.html).
 *
 * The secret is retained when its stack is removed, unless told otherwise. It has no resource policy: without one, nobody
 * outside the account can read it and nobody inside without an IAM policy that says so, and
 * Secrets Manager accepts TLS alone
 * (https://docs.aws.amazon.com/secretsmanager/latest/userguide/data-protection.html).
 *
 * @throws Error when the name is not one that Secrets Manager accepts or would mistake for an ARN,
 *   when the replica Regions contain the stack's own or one twice, when the alias is not the name
 *   of one, when nobody is said to rotate the secret, or when a snapshot is asked for
 */
export class ReplicatedSecret extends Construct {
  /** The secret in the Region of this stack. */
  readonly secret: secretsmanager.ISecret;

  constructor(scope: Construct, id: string, props: ReplicatedSecretProps) {
    super(scope, id);
    validateProps(this, { ...props, region: Stack.of(this).region }, rules);

    const secret = new secretsmanager.Secret(this, 'Resource', {
      secretName: props.secretName,
      encryptionKey: props.encryptionKey,
      generateSecretString: props.generateSecretString ?? {
        passwordLength: 32,
        excludePunctuation: true,
      },
      removalPolicy: props.removalPolicy ?? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    });
    this.secret = secret;

    const resource = secret.node.defaultChild as secretsmanager.CfnSecret;
    // The L2 takes a key and writes its ARN, which only a stack of the key's own Region knows. An
    // alias is looked up in the Region of the replica.
    if (props.replicaRegions.length > 0) {
      resource.replicaRegions = props.replicaRegions.map((region) => ({
        region,
        kmsKeyId: `alias/${props.replicaKeyAliasName}`,
      }));
    }
    acknowledge(
      resource,
      `Rotated by ${props.rotatedBy}`,
      'AwsSolutions-SMG4',
      'NIST.800.53.R5-SecretsManagerRotationEnabled',
      'HIPAA.Security-SecretsManagerRotationEnabled',
    );
  }
}
