import * as kms from 'aws-cdk-lib/aws-kms';
import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib/core';
import { Construct, type IConstruct } from 'constructs';
import { noSnapshots } from '../removal.ts';
import { isUnknown } from '../unknown.ts';
import { type ValidationRule, validateProps } from '../validation.ts';
import { admit, alarmsToTopics, autoScalingVolumes, logGroups } from './key-users.ts';

/** Properties of a {@link RegionalKey}. */
export interface RegionalKeyProps {
  /**
   * Names the key `alias/NAME` in its Region.
   *
   * With the same name in every Region, a stack can name the key of a Region that it does not
   * live in, without a reference to that Region's stack: see {@link RegionalKey.aliasArn}.
   *
   * @default - no alias: nothing outside the Region names the key
   */
  readonly aliasName?: string;

  /**
   * What becomes of the key when it leaves the stack. `DESTROY` schedules its deletion: what it
   * encrypted cannot be read from that moment on, and is lost after 30 days, in which the deletion can
   * be cancelled (https://docs.aws.amazon.com/kms/latest/developerguide/deleting-keys.html). The alias
   * goes with the stack in any case.
   *
   * @default RemovalPolicy.RETAIN - without its key, whatever else was retained is worth nothing
   */
  readonly removalPolicy?: RemovalPolicy;
}

const rules: ValidationRule<RegionalKeyProps>[] = [
  {
    condition: ({ aliasName }) => aliasName !== undefined && !isAliasName(aliasName),
    message: ({ aliasName }) =>
      `'aliasName' must be 1 to 250 letters, digits, '/', '_' or '-' and not begin with 'aws/', ` +
      `which AWS reserves, or 'alias/', which is put in front of it; got '${aliasName}'`,
  },
  noSnapshots,
];

/**
 * Defines the customer managed KMS key of one Region.
 *
 * Each Region has a key of its own, so that data in a Region can be read with nothing but that
 * Region: https://docs.aws.amazon.com/kms/latest/developerguide/multi-region-keys-overview.html
 * names independent Regional keys as the choice unless ciphertext itself moves between Regions.
 *
 * It guarantees that
 *
 * - the key material rotates every year
 *   (https://docs.aws.amazon.com/kms/latest/developerguide/rotate-keys.html);
 * - the key outlives its stack unless told otherwise, and if somebody deletes it nevertheless, 30 days pass, the
 *   longest that KMS offers, in which the deletion can be cancelled
 *   (https://docs.aws.amazon.com/kms/latest/developerguide/deleting-keys.html);
 * - the principals of this account use it as far as their IAM policies grant it, and the three
 *   callers that no IAM policy of this account reaches use it for one purpose each: CloudWatch
 *   Logs for this account's log groups, CloudWatch for alarms that publish to encrypted topics,
 *   and the service-linked roles of Auto Scaling for encrypted EBS volumes.
 *
 * @throws Error when `aliasName` is not the name of an alias, or when a snapshot is asked for
 */
export class RegionalKey extends Construct {
  /**
   * The ARN by which `alias/NAME` of any Region can be named from anywhere in the account.
   *
   * @param scope a construct of the account that holds the key
   * @param region the Region of the key
   * @param aliasName the {@link RegionalKeyProps.aliasName} of the key
   */
  static aliasArn(scope: IConstruct, region: string, aliasName: string): string {
    return Stack.of(scope).formatArn({
      service: 'kms',
      region,
      resource: 'alias',
      resourceName: aliasName,
    });
  }

  /** The key. */
  readonly key: kms.IKey;

  constructor(scope: Construct, id: string, props: RegionalKeyProps = {}) {
    super(scope, id);
    validateProps(this, props, rules);

    const key = new kms.Key(this, 'Resource', {
      enableKeyRotation: true,
      pendingWindow: Duration.days(30),
      removalPolicy: props.removalPolicy ?? RemovalPolicy.RETAIN,
    });
    for (const user of [logGroups, alarmsToTopics, autoScalingVolumes]) admit(this, key, user);
    // The alias goes with the stack: were it retained like the key, a stack that is deployed again
    // could not claim its name.
    if (props.aliasName !== undefined) key.addAlias(`alias/${props.aliasName}`);
    this.key = key;
  }
}

/** Whether KMS accepts `alias/NAME` from a customer: true as well while the name is a token. */
export function isAliasName(name: string): boolean {
  return isUnknown(name) || (/^[\w/-]{1,250}$/.test(name) && !/^(aws|alias)\//.test(name));
}
