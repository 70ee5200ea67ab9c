import type { Duration } from 'aws-cdk-lib/core';
import type { IConstruct } from 'constructs';
import { domainRules } from '../routing/domain.ts';
import { isUnknown } from '../unknown.ts';
import type { ValidationRule } from '../validation.ts';
import type { RecoveryApproach } from './recovery-approach.ts';
import { criticalPathMinutes, recoveryWorkflows, stageMinutes } from './recovery-workflow.ts';
import type { RegionSwitchPlanProps } from './region-switch-plan.ts';
import { groupArn } from './resource-arns.ts';

/** The length of a plan's objective that Region switch takes: a week. */
const MAX_MINUTES = 10_080;

/** What must hold for the props of a plan. */
export function regionSwitchRules(scope: IConstruct): ValidationRule<RegionSwitchPlanProps>[] {
  return [
    {
      condition: ({ name }) =>
        !isUnknown(name) && !/^[a-zA-Z0-9]([a-zA-Z0-9-]{0,30}[a-zA-Z0-9])?$/.test(name),
      message: ({ name }) =>
        `'name' must be 1 to 32 letters, digits and hyphens, with no hyphen at either end, got '${name}': choose another name`,
    },
    {
      condition: ({ approach: { regions } }) => regions.some((region) => !isRegion(region)),
      message: ({ approach: { regions } }) =>
        `'approach' must name Regions by their code, got '${regions.filter((region) => !isRegion(region)).join("', '")}': write them like eu-west-1`,
    },
    {
      condition: ({ approach: { regions } }) => regions[0] === regions[1],
      message: ({ approach: { regions } }) =>
        `'approach' must name two Regions, got ${regions[0]} twice: name the Region that takes over`,
    },
    ...domainRules(scope).map((rule) => onTraffic(rule)),
    {
      condition: (props) => clustersElsewhere(props).length > 0,
      message: (props) =>
        `'database.clusters' must have the cluster of ${props.approach.regions.join(' and ')}, each in its Region, got ${clustersElsewhere(props).join(', ')}: import a cluster in a stack of its Region`,
    },
    ...timeRules,
    ...computeRules,
    ...alarmRules,
  ];
}

const timeRules: ValidationRule<RegionSwitchPlanProps>[] = [
  {
    condition: ({ recoveryTimeObjective: objective }) =>
      objective !== undefined && !isMinutes(objective),
    message: ({ recoveryTimeObjective: objective }) =>
      `'recoveryTimeObjective' must be 1 to ${MAX_MINUTES} whole minutes, got ${objective?.toHumanString()}`,
  },
  {
    condition: (props) => wrongTimeouts(props).length > 0,
    message: (props) =>
      `timeouts must be 1 to ${MAX_MINUTES} whole minutes, got ${wrongTimeouts(props).join(', ')}`,
  },
  {
    condition: (props) =>
      wrongTimeouts(props).length === 0 &&
      props.recoveryTimeObjective !== undefined &&
      isMinutes(props.recoveryTimeObjective) &&
      longest(props).minutes >= props.recoveryTimeObjective.toMinutes(),
    message: (props) =>
      `'recoveryTimeObjective' must be longer than the ${longest(props).minutes} minutes after which an execution that hangs waits for a person at the latest (${longest(props).path}), got ${props.recoveryTimeObjective?.toMinutes()}: shorten timeouts, or declare what can be held; detection and decision need their time as well`,
  },
];

const computeRules: ValidationRule<RegionSwitchPlanProps>[] = [
  {
    condition: ({ approach, compute }) => approach.name === 'activeActive' && compute !== undefined,
    message: () =>
      "'compute' must be left out of an active/active plan, whose Regions each carry the peak without launching anything, got tiers to scale: raise the minimum of the groups instead",
  },
  {
    condition: ({ compute }) => compute !== undefined && Object.keys(compute.tiers).length === 0,
    message: () =>
      "'compute' must name at least one tier, got none: name the groups, or leave it out",
  },
  {
    condition: (props) => tiersElsewhere(props).length > 0,
    message: (props) =>
      `'compute' must have a group of each tier in ${props.approach.regions.join(' and ')}, got ${tiersElsewhere(props).join('; ')}`,
  },
  {
    condition: (props) => importedTiers(props).length > 0,
    message: (props) =>
      `'compute' must have groups that this app defines, since their ARNs have an id that nothing derives, got imported ones in ${importedTiers(props).join(', ')}: hand over the group of the Region's stack`,
  },
];

const alarmRules: ValidationRule<RegionSwitchPlanProps>[] = [
  {
    condition: ({ approach, alarms }) =>
      alarms !== undefined && !sameItems(Object.keys(alarms), approach.regions),
    message: ({ approach, alarms = {} }) =>
      `'alarms' must have one alarm for each of ${approach.regions.join(' and ')}, got ${Object.keys(alarms).join(', ') || 'none'}`,
  },
  {
    condition: ({ approach, outsideAlarms }) => strangers(approach, outsideAlarms).length > 0,
    message: ({ approach, outsideAlarms }) =>
      `'outsideAlarms' must be of ${approach.regions.join(' or ')}, got ${strangers(approach, outsideAlarms).join(', ')}`,
  },
  {
    condition: ({ outsideAlarms }) => selfWitnesses(outsideAlarms).length > 0,
    message: ({ outsideAlarms }) =>
      `'outsideAlarms' must be in a different Region from the one that they judge, got one of its own for ${selfWitnesses(outsideAlarms).join(', ')}`,
  },
  {
    condition: ({ trigger, alarms }) => trigger !== undefined && alarms === undefined,
    message: () =>
      "'trigger' must have 'alarms' to follow, got none: name the alarm that judges each Region",
  },
  {
    condition: ({ trigger }) => trigger !== undefined && !isMinutes(trigger.minimumDelay),
    message: ({ trigger }) =>
      `'trigger.minimumDelay' must be 1 to ${MAX_MINUTES} whole minutes, got ${trigger?.minimumDelay.toHumanString()}`,
  },
];

function onTraffic(
  rule: ValidationRule<RegionSwitchPlanProps['traffic']>,
): ValidationRule<RegionSwitchPlanProps> {
  return {
    condition: ({ traffic }) => rule.condition(traffic),
    message: ({ traffic }) => rule.message(traffic).replace(/^'/, "'traffic."),
  };
}

function isRegion(region: string): boolean {
  return /^[a-z]{2}(-[a-z]+)+-\d$/.test(region);
}

function isMinutes(duration: Duration): boolean {
  const minutes = duration.toMinutes({ integral: false });
  return Number.isInteger(minutes) && minutes >= 1 && minutes <= MAX_MINUTES;
}

function wrongTimeouts({ approval, database, compute, traffic }: RegionSwitchPlanProps): string[] {
  return Object.entries({
    'approval.timeout': approval?.timeout,
    'database.timeout': database?.timeout,
    'compute.timeout': compute?.timeout,
    'traffic.timeout': traffic.timeout,
  }).flatMap(([prop, duration]) =>
    duration === undefined || isMinutes(duration)
      ? []
      : [`${duration.toHumanString()} for '${prop}'`],
  );
}

/** The workflow with the longest timeouts in a row, and what they are. */
function longest(props: RegionSwitchPlanProps): { minutes: number; path: string } {
  const [slowest] = recoveryWorkflows(props).toSorted(
    (a, b) => criticalPathMinutes(b) - criticalPathMinutes(a),
  );
  if (slowest === undefined) return { minutes: 0, path: 'none' };
  const path = slowest.stages.map(
    (steps) => `${steps.map(({ name }) => name).join(' and ')} ${stageMinutes(steps)}`,
  );
  return { minutes: criticalPathMinutes(slowest), path: path.join(', ') };
}

/** What is wrong with the Regions of the clusters; those that a token decides are believed. */
function clustersElsewhere({ approach, database }: RegionSwitchPlanProps): string[] {
  const { clusters } = database ?? {};
  if (clusters === undefined) return [];
  if (!sameItems(Object.keys(clusters), approach.regions)) {
    return [Object.keys(clusters).join(' and ') || 'none'];
  }
  return Object.entries(clusters).flatMap(([region, { env }]) =>
    isUnknown(env.region) || env.region === region ? [] : [`one of ${env.region} for ${region}`],
  );
}

function tiersElsewhere({ approach, compute }: RegionSwitchPlanProps): string[] {
  return Object.entries(compute?.tiers ?? {}).flatMap(([tier, groups]) => {
    const regions = Object.keys(groups);
    return sameItems(regions, approach.regions)
      ? []
      : [`${tier} in ${regions.join(', ') || 'none'}`];
  });
}

function importedTiers({ compute }: RegionSwitchPlanProps): string[] {
  return Object.entries(compute?.tiers ?? {}).flatMap(([tier, groups]) =>
    Object.values(groups).some((group) => groupArn(group) === undefined) ? [tier] : [],
  );
}

function sameItems(some: readonly string[], others: readonly string[]): boolean {
  return [...some].sort().join() === [...others].sort().join();
}

type OutsideAlarms = RegionSwitchPlanProps['outsideAlarms'];

function strangers({ regions }: RecoveryApproach, outside: OutsideAlarms = {}): string[] {
  return Object.keys(outside).filter((region) => !regions.includes(region));
}

function selfWitnesses(outside: OutsideAlarms = {}): string[] {
  return Object.entries(outside).flatMap(([region, { env }]) =>
    env.region === region ? [region] : [],
  );
}
