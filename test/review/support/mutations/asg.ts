import { anywhere, sharesTraffic, type Where } from '../../../support/plans.ts';
import { type Also, edit, type Mutation, remove, set } from './mutation.ts';

const service = 'eu-west-1-service';
const group = `${service}/ServiceGroupASG`;
const workers = `${service}/WorkersGroupASG`;
const each: readonly [string, string][] = [
  ['the service group', group],
  ['the group of workers', workers],
];
const refresh = 'UpdatePolicy/AutoScalingInstanceRefresh';

/** Where one Region has to carry the whole peak when the only other one is lost. */
const mayBeAlone: Where = (plan) => sharesTraffic(plan) && plan.regions.length === 2;

/** Of the sample's peaks, two instances carry that of the workers. */
function tooFew(on: string): readonly Also[] {
  if (on === workers) return [];
  return [{ rule: 'HA-REG-6', on, why: 'it may have to carry the peak alone', in: mayBeAlone }];
}

type Resources = Readonly<Record<string, { readonly Type: string; readonly Properties: object }>>;

/** An instance that no group replaces, as a target beside those of the group. */
function withStandalone(resources: Resources): Resources {
  const [id = '', targets] =
    Object.entries(resources).find(([, { Type }]) => Type.endsWith('::TargetGroup')) ?? [];
  const properties = { ...targets?.Properties, Targets: [{ Id: { Ref: 'Standalone' } }] };
  return {
    ...resources,
    Standalone: { Type: 'AWS::EC2::Instance', Properties: {} },
    [id]: { Type: targets?.Type ?? '', Properties: properties },
  };
}

/** Neither held back while they start, nor given time for it. */
function startUnheeded(resources: Resources): Resources {
  const kept = Object.entries(resources).filter(([id]) => !/GroupLifecycleHookStart/.test(id));
  return Object.fromEntries(
    kept.map(([id, one]) => [
      id,
      /^ServiceGroupASG/.test(id)
        ? { ...one, Properties: { ...one.Properties, HealthCheckGracePeriod: 0 } }
        : one,
    ]),
  );
}

export const asg: readonly Mutation[] = [
  ...each.flatMap(([name, at]): readonly Mutation[] => [
    {
      rule: 'HA-ASG-1',
      breaks: `${name} is in one zone`,
      in: anywhere,
      at,
      change: edit('Properties/VPCZoneIdentifier', (subnets: readonly unknown[]) =>
        subnets.slice(0, 1),
      ),
      also: [{ rule: 'HA-ASG-3', on: at, why: 'with the one zone all of it is lost' }],
    },
    {
      rule: 'HA-ASG-2',
      breaks: `${name} starts with an empty zone`,
      in: anywhere,
      at,
      change: set('Properties/MinSize', '2'),
      also: tooFew(at),
    },
    {
      rule: 'HA-ASG-3',
      breaks: `nothing is left of ${name} without one zone`,
      in: anywhere,
      at,
      change: set('Properties/MinSize', '1'),
      also: [
        { rule: 'HA-ASG-2', on: at, why: 'one instance leaves two zones empty' },
        ...tooFew(at),
      ],
    },
    {
      rule: 'HA-ASG-6',
      breaks: `${name} is not updated by an update policy`,
      in: anywhere,
      at,
      change: remove('UpdatePolicy'),
    },
    {
      rule: 'HA-ASG-6',
      breaks: `an update leaves too little of ${name} in service`,
      in: anywhere,
      at,
      change: edit(`${refresh}/Preferences/MinHealthyPercentage`, () => 0),
    },
    {
      rule: 'HA-ASG-6',
      breaks: `an update of ${name} does not wait for what it launches`,
      in: anywhere,
      at,
      change: edit('UpdatePolicy', () => ({
        AutoScalingRollingUpdate: { MinInstancesInService: 3, WaitOnResourceSignals: false },
      })),
    },
    {
      rule: 'HA-ASG-7',
      breaks: `${name} cannot grow`,
      in: anywhere,
      at,
      change: edit('Properties', (one: { readonly MinSize: string }) => ({
        ...one,
        MaxSize: one.MinSize,
      })),
      also: [{ rule: 'HA-ASG-8', on: at, why: 'it cannot grow in two zones either' }],
    },
    {
      rule: 'HA-ASG-9',
      breaks: `${name} is launched from a launch configuration`,
      in: anywhere,
      at,
      change: edit('Properties', ({ LaunchTemplate: _, ...others }: Record<string, unknown>) => ({
        ...others,
        LaunchConfigurationName: 'by-hand',
      })),
    },
    {
      rule: 'HA-ASG-9',
      breaks: `${name} is launched from nothing`,
      in: anywhere,
      at,
      change: remove('Properties/LaunchTemplate'),
    },
    {
      rule: 'HA-ASG-12',
      breaks: `no zonal shift for ${name}`,
      in: anywhere,
      at,
      change: remove('Properties/AvailabilityZoneImpairmentPolicy'),
    },
    {
      rule: 'HA-ASG-13',
      breaks: `each deployment sets the size of ${name}`,
      in: anywhere,
      at,
      change: set('Properties/DesiredCapacity', '3'),
    },
    {
      rule: 'HA-ASG-14',
      breaks: `nobody hears of failed launches of ${name}`,
      in: anywhere,
      at,
      change: remove('Properties/NotificationConfigurations'),
    },
  ]),
  {
    rule: 'HA-ASG-4',
    breaks: 'unhealthy targets are not replaced',
    in: anywhere,
    at: group,
    change: set('Properties/HealthCheckType', 'EC2,EBS'),
  },
  {
    rule: 'HA-ASG-5',
    breaks: 'instances are replaced while they start',
    in: anywhere,
    at: service,
    change: edit('template/Resources', startUnheeded),
    found: [group],
  },
  {
    rule: 'HA-ASG-8',
    breaks: 'the service has no room to replace a zone',
    in: anywhere,
    at: group,
    change: edit('Properties', (one: { readonly MinSize: string }) => ({
      ...one,
      MaxSize: String(Number(one.MinSize) + 1),
    })),
  },
  {
    rule: 'HA-ASG-7',
    breaks: 'nothing scales the service',
    in: anywhere,
    at: `${service}/ServiceGroupScalingPolicy*`,
    change: remove(),
    found: [group],
  },
  {
    rule: 'HA-ASG-7',
    breaks: 'nothing scales the workers',
    in: anywhere,
    at: `${service}/Workers*Policy*`,
    change: remove('Properties/AutoScalingGroupName'),
    found: [workers],
  },
  {
    rule: 'HA-ASG-11',
    breaks: 'Spot instances are not replaced before they are interrupted',
    in: anywhere,
    at: `${service}/ServiceGroupLaunchTemplate`,
    change: set('Properties/LaunchTemplateData/InstanceMarketOptions', { MarketType: 'spot' }),
    found: [group],
  },
  {
    rule: 'HA-ASG-15',
    breaks: 'a target is an instance of its own',
    in: anywhere,
    at: service,
    change: edit('template/Resources', withStandalone),
    found: [`${service}/ServiceLoadBalancerTargets`],
  },
];
