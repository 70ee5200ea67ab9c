import { mutate } from '../../review/support/mutations/apply.ts';
import {
  type Change,
  edit,
  type Mutation,
  remove,
  set,
} from '../../review/support/mutations/mutation.ts';
import {
  anywhere,
  both,
  failsOver,
  hasOtherRegion,
  hasRecoveryPlan,
  inOneRegion,
  runsElsewhere,
  sharesTraffic,
} from '../../support/plans.ts';
import type { SynthesizedStack } from '../../support/templates.ts';

/** One property behind a promise, broken, and what of the prediction it has to make worse. */
export interface Break extends Pick<Mutation, 'breaks' | 'at'> {
  readonly change: Change;
  /** Changed as well: some promises are kept by more than one property. */
  readonly with?: readonly Pick<Mutation, 'at' | 'change'>[];
  /** Scenarios of which at least one has to become worse. */
  readonly worsens: RegExp;
  readonly path: 'reads' | 'writes' | 'async';
  /** What of it becomes worse. @default - anything */
  readonly figure?: 'failback.typical' | 'failback.longest';
  /** What happens in a zone that has nothing to lose any more; it may become better. */
  readonly eases?: RegExp;
}

const group = 'eu-west-1-service/ServiceGroupASG';
const targets = 'eu-west-1-service/ServiceLoadBalancerTargets';
const second = 'eu-west-1-data/DatabaseInstance2';
const check = 'global/RoutingHealthCheckeuwest1';

/** Another Region serves as soon as Route 53 answers with it. */
const standsBy = both(failsOver, runsElsewhere);

const times = (factor: number) => (value: number | string) => Number(value) * factor;
const less = (one: number) => (value: number | string) => String(Number(value) - one);

/** The timeouts of all steps of a plan, also of those that run side by side. */
function longerSteps(factor: number) {
  const walk = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(walk);
    if (typeof value !== 'object' || value === null) return value;
    const entries = Object.entries(value).map(([key, item]) => [
      key,
      key === 'TimeoutMinutes' ? Number(item) * factor : walk(item),
    ]);
    return Object.fromEntries(entries);
  };
  return walk;
}

/** Of what strategies build, by the plans that have the place. */
export const BREAKS: readonly (Break & Pick<Mutation, 'in'>)[] = [
  {
    breaks: 'targets are checked less often',
    in: anywhere,
    at: targets,
    change: edit('Properties/HealthCheckIntervalSeconds', times(3)),
    worsens: /^instance-loss:.*ServiceGroup/,
    path: 'reads',
  },
  {
    breaks: 'more checks have to fail until a target is out',
    in: anywhere,
    at: targets,
    change: edit('Properties/UnhealthyThresholdCount', times(3)),
    worsens: /^az-loss:eu-west-1a$/,
    path: 'writes',
  },
  {
    breaks: 'a check of a target that hangs waits longer',
    in: anywhere,
    at: targets,
    change: edit('Properties/HealthCheckTimeoutSeconds', times(3)),
    worsens: /^instance-loss:.*ServiceGroup/,
    path: 'reads',
  },
  {
    breaks: 'an instance less',
    in: anywhere,
    at: group,
    change: edit('Properties/MinSize', less(1)),
    worsens: /^az-loss:eu-west-1a$/,
    path: 'reads',
  },
  {
    breaks: 'a worker less',
    in: anywhere,
    at: 'eu-west-1-service/WorkersGroupASG',
    change: edit('Properties/MinSize', less(1)),
    worsens: /^az-loss:eu-west-1a$/,
    path: 'async',
  },
  {
    breaks: 'all instances in two zones',
    in: anywhere,
    at: group,
    change: edit('Properties/VPCZoneIdentifier', (subnets: readonly unknown[]) =>
      subnets.slice(0, 2),
    ),
    worsens: /^az-loss:eu-west-1a$/,
    path: 'reads',
    eases: /:eu-west-1c/,
  },
  {
    breaks: 'a reader less',
    in: anywhere,
    at: second,
    change: remove(),
    worsens: /^writer-loss:/,
    path: 'writes',
    eases: /:eu-west-1b/,
  },
  {
    breaks: 'writer and reader in one zone',
    in: anywhere,
    at: second,
    change: set('Properties/AvailabilityZone', 'eu-west-1a'),
    worsens: /^az-loss:eu-west-1a$/,
    path: 'writes',
    eases: /:eu-west-1b/,
  },
  {
    breaks: 'messages of a lost worker come back later',
    in: anywhere,
    at: 'eu-west-1-data/Queue',
    change: edit('Properties/VisibilityTimeout', times(4)),
    worsens: /^az-loss:eu-west-1a$/,
    path: 'async',
  },
  {
    breaks: 'a zone goes out through the NAT gateway of another',
    in: anywhere,
    at: 'eu-west-1-network/NetworkPrivateSubnet1DefaultRoute',
    change: set('Properties/NatGatewayId', { Ref: 'NetworkPublicSubnet2NATGateway29E02316' }),
    worsens: /^az-loss:eu-west-1b$/,
    path: 'reads',
  },
  {
    breaks: 'no replica takes over for a lost node of the cache',
    in: anywhere,
    at: 'eu-west-1-data/Cache',
    change: set('Properties/AutomaticFailoverEnabled', false),
    worsens: /^cache-node-loss:/,
    path: 'reads',
  },
  {
    breaks: 'Route 53 asks less often',
    in: standsBy,
    at: check,
    change: set('Properties/HealthCheckConfig/RequestInterval', 30),
    worsens: /^region-loss:eu-west-1$/,
    path: 'reads',
  },
  {
    breaks: 'more checks of Route 53 have to fail',
    in: standsBy,
    at: check,
    change: edit('Properties/HealthCheckConfig/FailureThreshold', times(3)),
    worsens: /^region-loss:eu-west-1$/,
    path: 'reads',
  },
  {
    breaks: 'nothing tells Route 53 that a Region is gone',
    in: standsBy,
    at: 'global/Routinghealthyeuwest1',
    change: remove('Properties/RecordSets/0/HealthCheckId'),
    with: [
      {
        at: 'global/Routinghealthyeuwest1',
        change: set('Properties/RecordSets/0/AliasTarget/EvaluateTargetHealth', false),
      },
      {
        at: 'global/Routing',
        change: set('Properties/RecordSets/0/AliasTarget/EvaluateTargetHealth', false),
      },
    ],
    worsens: /^region-loss:eu-west-1$/,
    path: 'reads',
  },
  {
    breaks: 'steps of the plan may take longer',
    in: hasRecoveryPlan,
    at: '*/Plan',
    change: edit('Properties/Workflows', longerSteps(4)),
    worsens: /^region-loss:eu-west-1$/,
    path: 'writes',
  },
  {
    breaks: 'steps of the way back may take longer',
    in: hasRecoveryPlan,
    at: '*/Plan',
    change: edit('Properties/Workflows', longerSteps(4)),
    worsens: /^region-loss:eu-west-1$/,
    path: 'writes',
    figure: 'failback.longest',
  },
  {
    breaks: 'Route 53 asks less often whether a Region is back',
    in: sharesTraffic,
    at: 'global/RoutingHealthCheckeucentral1',
    change: set('Properties/HealthCheckConfig/RequestInterval', 30),
    worsens: /^region-loss:eu-central-1$/,
    path: 'reads',
    figure: 'failback.typical',
  },
  {
    breaks: 'more checks of Route 53 have to pass until a Region is back',
    in: sharesTraffic,
    at: 'global/RoutingHealthCheckeucentral1',
    change: edit('Properties/HealthCheckConfig/FailureThreshold', times(3)),
    worsens: /^region-loss:eu-central-1$/,
    path: 'writes',
    figure: 'failback.typical',
  },
  {
    breaks: 'more checks have to pass until a target is back',
    in: sharesTraffic,
    at: 'eu-central-1-service/ServiceLoadBalancerTargets',
    change: edit('Properties/HealthyThresholdCount', times(5)),
    worsens: /^region-loss:eu-central-1$/,
    path: 'reads',
    figure: 'failback.typical',
  },
  {
    breaks: 'the standby has an instance less',
    in: standsBy,
    at: 'eu-central-1-service/ServiceGroupASG',
    change: edit('Properties/MinSize', less(1)),
    worsens: /^region-loss:eu-west-1$/,
    path: 'reads',
  },
  {
    breaks: 'the standby has no database instance',
    in: standsBy,
    at: 'eu-central-1-data/DatabaseInstance*',
    change: remove(),
    worsens: /^region-loss:eu-west-1$/,
    path: 'reads',
  },
  {
    breaks: 'backups are made and copied less often',
    in: both(inOneRegion, hasOtherRegion),
    at: 'eu-west-1-operations/Backup',
    change: set('Properties/BackupPlan/BackupPlanRule/0/ScheduleExpression', 'cron(0 0 ? * 1 *)'),
    worsens: /^region-loss:eu-west-1$/,
    path: 'writes',
  },
  {
    breaks: 'backups are copied nowhere',
    in: both(inOneRegion, hasOtherRegion),
    at: 'eu-west-1-operations/Backup',
    change: remove('Properties/BackupPlan/BackupPlanRule/0/CopyActions'),
    worsens: /^region-loss:eu-west-1$/,
    path: 'writes',
  },
];

/** Of a service in two Regions behind plain records. */
export const PLAIN_BREAKS: readonly Break[] = [
  {
    breaks: 'resolvers keep the answer of a Region for longer',
    at: 'eu-west-1/Record',
    change: edit('Properties/TTL', times(5)),
    worsens: /^region-loss:eu-west-1$/,
    path: 'reads',
  },
  {
    breaks: 'Route 53 asks a plain record’s endpoint less often',
    at: 'eu-west-1/Check',
    change: edit('Properties/HealthCheckConfig/RequestInterval', times(3)),
    worsens: /^region-loss:eu-west-1$/,
    path: 'reads',
  },
  {
    breaks: 'resolvers keep the answer of the other Region for longer',
    at: 'eu-central-1/Record',
    change: edit('Properties/TTL', times(5)),
    worsens: /^region-loss:eu-west-1$/,
    path: 'reads',
    figure: 'failback.longest',
  },
  {
    breaks: 'more checks of a plain record’s endpoint have to pass',
    at: 'eu-west-1/Check',
    change: edit('Properties/HealthCheckConfig/FailureThreshold', times(3)),
    worsens: /^region-loss:eu-west-1$/,
    path: 'reads',
    figure: 'failback.typical',
  },
  {
    breaks: 'a plain record has no health check',
    at: 'eu-west-1/Record',
    change: remove('Properties/HealthCheckId'),
    worsens: /^region-loss:eu-west-1$/,
    path: 'reads',
  },
];

/** The stacks with some properties broken; undefined where one of them is not there. */
export function broken(
  stacks: readonly SynthesizedStack[],
  breaks: readonly Break[],
): readonly SynthesizedStack[] | undefined {
  let now = stacks;
  for (const { at, change, with: others = [] } of breaks) {
    for (const one of [{ at, change }, ...others]) {
      const after = mutate(now, one);
      if (after.broken.length === 0) return undefined;
      now = after.stacks;
    }
  }
  return now;
}
