/**
 * How many resources that are found by tags one experiment may disturb with an action, unless the
 * account's quota was raised: an experiment with more fails before it starts.
 * https://docs.aws.amazon.com/general/latest/gr/fis.html
 */
const QUOTAS = {
  'aws:ec2:asg-insufficient-instance-capacity-error': ['L-97338E0D', 5, 'Auto Scaling groups'],
  'aws:ec2:stop-instances': ['L-3F98B425', 5, 'instances'],
  'aws:ec2:terminate-instances': ['L-EE64095D', 5, 'instances'],
  'aws:network:disrupt-connectivity': ['L-1F59732D', 5, 'subnets'],
  'aws:network:route-table-disrupt-cross-region-connectivity': ['L-100E963F', 6, 'subnets'],
  'aws:rds:failover-db-cluster': ['L-7D222253', 5, 'clusters'],
  'aws:s3:bucket-pause-replication': ['L-4B06CB4E', 20, 'buckets'],
  'aws:ssm:send-command': ['L-D0A62255', 5, 'instances'],
} as const satisfies Record<string, readonly [code: string, value: number, what: string]>;

/** The precondition that an action's quota is, for those who run an experiment. */
export function withinQuota(actionId: keyof typeof QUOTAS, reached?: number): string {
  const [code, value, what] = QUOTAS[actionId];
  return reached !== undefined && reached > value
    ? `The quota ${code} of AWS FIS was raised from ${value} to ${reached} ${what} for ${actionId}.`
    : `It reaches no more than ${value} ${what} with ${actionId}: quota ${code} of AWS FIS, if it was not raised.`;
}
