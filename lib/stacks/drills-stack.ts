import type { IAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import type * as kms from 'aws-cdk-lib/aws-kms';
import { Duration } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import {
  allowFaultInjection,
  cacheZonePowerInterruption,
  dependencyLatency,
  type Experiment,
  FaultExperiments,
  GameDay,
  instanceLoss,
  randomInstanceTermination,
  regionIsolation,
  writerFailover,
  zoneNetworkDisruption,
  zonePowerInterruption,
} from '../../constructs/chaos/index.ts';
import { groupArn } from '../../constructs/recovery/resource-arns.ts';
import { ReplicatedBucket } from '../../constructs/storage/index.ts';
import type { Plan, RegionPlan } from '../strategies/index.ts';
import type { DataStack } from './data-stack.ts';
import { ReferableStack } from './references/referable-stack.ts';
import type { ServiceStack } from './service-stack.ts';
import { removal, stackProps } from './stack-props.ts';

interface DrillsStackProps {
  readonly key: kms.IKey;
  readonly vpc: ec2.IVpc;
  readonly data: DataStack;
  readonly service: ServiceStack;
  /** In alarm when users are hurt: it ends whatever experiment is running. */
  readonly usersHurt: IAlarm;
}

/**
 * The experiments that show whether the Region survives what it claims to survive. None starts by
 * itself: the one schedule there is, for the smallest of them, is off.
 */
export class DrillsStack extends ReferableStack {
  constructor(
    scope: Construct,
    id: string,
    plan: Plan,
    region: RegionPlan,
    props: DrillsStackProps,
  ) {
    super(
      scope,
      id,
      stackProps(plan, region.region, {
        description: `Fault injection experiments of ${plan.name}`,
        stateful: false,
      }),
    );
    const { key, service, usersHurt } = props;
    const { experiments } = new FaultExperiments(this, 'Experiments', {
      service: plan.name,
      encryptionKey: key,
      stopAlarms: [usersHurt],
      ...removal(plan),
      experiments: [
        ...zonalExperiments(region, service),
        ...regionalExperiments(this, plan, region, props),
      ],
    });
    const smallest = experiments.get(randomInstanceTermination().name);
    if (smallest !== undefined) new GameDay(this, 'Schedule', { experiment: smallest });
  }
}

/** What an account's quotas of AWS FIS allow by default: every experiment can start as it is deployed. */
const MOST_INSTANCES = 5;

/** The zone of the database's first instance and of the cache's first node, where a loss tells most. */
function zonalExperiments(region: RegionPlan, { groups }: ServiceStack): Experiment[] {
  const [availabilityZone = ''] = region.availabilityZones;
  const running = (region.service?.compute.minimum ?? 0) + (region.service?.workers.minimum ?? 0);
  const ofAZone = Math.floor(running / region.availabilityZones.length);
  const instances = Math.min(ofAZone, MOST_INSTANCES);
  return [
    randomInstanceTermination(),
    instanceLoss(instances),
    writerFailover(),
    cacheZonePowerInterruption(availabilityZone),
    zoneNetworkDisruption(availabilityZone),
    zonePowerInterruption({
      availabilityZone,
      instances,
      groupArns: groups.map(({ autoScalingGroup }) => groupArn(autoScalingGroup) ?? ''),
    }),
    dependencyLatency({
      dependency: 'dynamodb',
      sources: ['DYNAMODB'],
      instances: Math.min(running, MOST_INSTANCES),
      delay: Duration.millis(500),
    }),
  ];
}

/** Where another Region holds the data as well: what happens when it cannot be reached. */
function regionalExperiments(
  scope: Construct,
  plan: Plan,
  { region }: RegionPlan,
  { vpc, data }: DrillsStackProps,
): Experiment[] {
  const [other] = plan.regions.filter(
    (candidate) => candidate.region !== region && candidate.service !== undefined,
  );
  if (other === undefined) return [];
  // Where calls to the other Region begin, and what replicates to it: not the subnets of the data, not
  // the buckets of logs.
  for (const isolated of [...vpc.privateSubnets, data.bucket.bucket]) {
    allowFaultInjection(isolated, plan.name, 'region-isolation');
  }
  return [
    regionIsolation({
      otherRegion: other.region,
      bucketNames: [ReplicatedBucket.bucketName(scope, region, plan.name)],
    }),
  ];
}
