import type { CfnAutoScalingGroup } from 'aws-cdk-lib/aws-autoscaling';
import type { IAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import type * as kms from 'aws-cdk-lib/aws-kms';
import { Duration } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import {
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
import { ReplicatedBucket } from '../../constructs/storage/index.ts';
import type { Plan, RegionPlan } from '../strategies/index.ts';
import { ReferableStack } from './references/referable-stack.ts';
import type { ServiceStack } from './service-stack.ts';
import { stackProps } from './stack-props.ts';

interface DrillsStackProps {
  readonly key: kms.IKey;
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
    { key, service, usersHurt }: DrillsStackProps,
  ) {
    super(
      scope,
      id,
      stackProps(plan, region.region, {
        description: `Fault injection experiments of ${plan.name}`,
        stateful: false,
      }),
    );
    const { experiments } = new FaultExperiments(this, 'Experiments', {
      service: plan.name,
      encryptionKey: key,
      stopAlarms: [usersHurt],
      experiments: [
        ...zonalExperiments(region, service),
        ...regionalExperiments(this, plan, region),
      ],
    });
    const smallest = experiments.get(randomInstanceTermination().name);
    if (smallest !== undefined) new GameDay(this, 'Schedule', { experiment: smallest });
  }
}

/** The zone of the database's first instance and of the cache's first node, where a loss tells most. */
function zonalExperiments(region: RegionPlan, { service, workers }: ServiceStack): Experiment[] {
  const [availabilityZone = ''] = region.availabilityZones;
  const groupArns = [service.group, workers.group].map(
    ({ autoScalingGroup }) =>
      (autoScalingGroup.node.defaultChild as CfnAutoScalingGroup).attrAutoScalingGroupArn,
  );
  return [
    randomInstanceTermination(),
    instanceLoss(),
    writerFailover(),
    cacheZonePowerInterruption(availabilityZone),
    zoneNetworkDisruption(availabilityZone),
    zonePowerInterruption({ availabilityZone, groupArns }),
    dependencyLatency({
      dependency: 'dynamodb',
      sources: ['DYNAMODB'],
      delay: Duration.millis(500),
    }),
  ];
}

/** Where another Region holds the data as well: what happens when it cannot be reached. */
function regionalExperiments(scope: Construct, plan: Plan, { region }: RegionPlan): Experiment[] {
  const [other] = plan.regions.filter(
    (candidate) => candidate.region !== region && candidate.service !== undefined,
  );
  if (other === undefined) return [];
  return [
    regionIsolation({
      otherRegion: other.region,
      bucketNames: [ReplicatedBucket.bucketName(scope, region, plan.name)],
    }),
  ];
}
