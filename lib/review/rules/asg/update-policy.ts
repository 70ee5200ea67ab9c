import {
  asBoolean,
  asNumber,
  asString,
  type ResourceGraph,
  type ResourceNode,
} from '../../../assembly/index.ts';
import {
  AUTO_SCALING_GROUP,
  itemsOf,
  referrersBy,
  startsEmpty,
  zonesOfGroup,
} from '../../../aws/index.ts';
import type { ResourceRule, Verdict } from '../../rule.ts';
import { fail, pass, unknown } from '../../verdicts.ts';

export const rule: ResourceRule = {
  id: 'HA-ASG-6',
  consequence: 'an update stalls, or replaces everything with what may not work',
  title:
    'An Auto Scaling group is updated in steps that wait for instances and keep enough of them',
  rationale:
    'Without an update policy instances of two versions run side by side for days; one that does not wait replaces all of them with what may not work.',
  severity: 'warning',
  fix: 'Set UpdatePolicy to AutoScalingInstanceRefresh with MinHealthyPercentage 100, or to AutoScalingRollingUpdate with WaitOnResourceSignals and MinInstancesInService.',
  wellArchitected: ['REL08-BP05'],
  docs: [
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-attribute-updatepolicy.html',
  ],
  appliesTo: [AUTO_SCALING_GROUP],
  check(group, { graph }) {
    return [judgePolicy(graph, group), ...judgeVersion(graph, group)];
  },
};

/** Whether CodeDeploy brings new releases to the instances of a group: new ones are then few. */
function isDeployedTo(graph: ResourceGraph, group: ResourceNode): boolean {
  const type = 'AWS::CodeDeploy::DeploymentGroup';
  return referrersBy(graph, group, type, 'AutoScalingGroups').length > 0;
}

/** The texts that stand for a version of a launch template, none of which CloudFormation takes. */
const FLOATING = ['$Latest', '$Default'];

/** A version that keeps its name when it changes leaves the group as it was. */
function judgeVersion(graph: ResourceGraph, group: ResourceNode): readonly Verdict[] {
  const paths = [
    ['LaunchTemplate', 'Version'],
    ['MixedInstancesPolicy', 'LaunchTemplate', 'LaunchTemplateSpecification', 'Version'],
  ];
  return paths.flatMap((property) => {
    const version = asString(graph.get(group, ...property));
    if (version.state !== 'known' || !FLOATING.includes(version.value)) return [];
    const found = `${property.join('.')} is ${version.value}`;
    return [
      fail(`${found}, expected LatestVersionNumber of the template: no update is seen`, {
        property,
      }),
    ];
  });
}

function judgePolicy(graph: ResourceGraph, group: ResourceNode): Verdict {
  const policy = (...path: string[]) => graph.attribute(group, 'UpdatePolicy', ...path);
  if (policy('AutoScalingInstanceRefresh').kind !== 'absent') return judgeRefresh(graph, group);
  if (policy('AutoScalingRollingUpdate').kind !== 'absent') return judgeRolling(graph, group);
  const replaces = asBoolean(policy('AutoScalingReplacingUpdate', 'WillReplace'));
  if (replaces.state === 'known' && replaces.value) return pass('the group is replaced as a whole');
  if (replaces.state === 'unknown') return unknown(`WillReplace is not known: ${replaces.reason}`);
  return fail('UpdatePolicy has neither a rolling update nor an instance refresh', {
    severity: isDeployedTo(graph, group) ? 'info' : undefined,
  });
}

/** Processes without which an update waits for what never comes. */
const NEEDED = ['Launch', 'Terminate'];

function judgeRolling(graph: ResourceGraph, group: ResourceNode): Verdict {
  const policy = (name: string) =>
    graph.attribute(group, 'UpdatePolicy', 'AutoScalingRollingUpdate', name);
  const suspended = itemsOf(policy('SuspendProcesses')) ?? [];
  const stopped = suspended.find(
    (one) => one.kind === 'literal' && NEEDED.includes(String(one.value)),
  );
  if (stopped?.kind === 'literal') {
    return fail(`SuspendProcesses has ${stopped.value}: no update can go on`);
  }
  const served = asNumber(policy('MinInstancesInService'));
  const maximum = asNumber(graph.get(group, 'MaxSize'));
  if (served.state === 'known' && maximum.state === 'known' && served.value >= maximum.value) {
    return fail(
      `MinInstancesInService is ${served.value}, expected less than MaxSize, ${maximum.value}: no update can go on`,
    );
  }
  // Where there may be nothing to wait for, nothing is kept either.
  if (startsEmpty(graph, group)) return pass('updated in batches, from none on');
  const waits = asBoolean(policy('WaitOnResourceSignals'));
  const pause = asString(policy('PauseTime'));
  if (
    waits.state === 'known' &&
    waits.value &&
    pause.state === 'known' &&
    /^PT0+[HMS]$/.test(pause.value)
  ) {
    return fail(`PauseTime is ${pause.value}: no signal can come in time`);
  }
  if (waits.state === 'absent' || (waits.state === 'known' && !waits.value)) {
    return fail('WaitOnResourceSignals is false, expected true: nothing waits for new instances');
  }
  const kept = asNumber(policy('MinInstancesInService'));
  const batch = asNumber(policy('MaxBatchSize'));
  const minimum = asNumber(graph.get(group, 'MinSize'));
  const states = [waits, kept, batch, minimum].map(({ state }) => state);
  if (states.includes('unknown')) return unknown('the numbers of the rolling update are not known');
  const least = minimum.state === 'known' ? minimum.value : 0;
  // Absent, they are 0 and 1.
  const left = Math.max(
    kept.state === 'known' ? kept.value : 0,
    least - (batch.state === 'known' ? batch.value : 1),
  );
  return judgeLeft(graph, group, least, left);
}

/**
 * What clears a percentage that was set before
 * (https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_InstanceMaintenancePolicy.html).
 */
const CLEARED = -1;

/**
 * What CloudFormation assumes where neither the refresh nor the group says how much is to stay
 * healthy. https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-updatepolicy.html#cfn-attributes-updatepolicy-instancerefresh
 */
const DEFAULT_HEALTHY_PERCENTAGE: Readonly<Record<string, number>> = {
  Rolling: 100,
  ReplaceRootVolume: 90,
};

function judgeRefresh(graph: ResourceGraph, group: ResourceNode): Verdict {
  const refresh = (...path: string[]) =>
    graph.attribute(group, 'UpdatePolicy', 'AutoScalingInstanceRefresh', ...path);
  const strategy = asString(refresh('Strategy'));
  const ofRefresh = asNumber(refresh('Preferences', 'MinHealthyPercentage'));
  const ofGroup = asNumber(graph.get(group, 'InstanceMaintenancePolicy', 'MinHealthyPercentage'));
  const minimum = asNumber(graph.get(group, 'MinSize'));
  const own = ofRefresh.state === 'absent' ? ofGroup : ofRefresh;
  const stated =
    own.state === 'known' && own.value === CLEARED ? ({ state: 'absent' } as const) : own;
  if ([stated, minimum, strategy].some(({ state }) => state === 'unknown')) {
    return unknown('the numbers of the instance refresh are not known');
  }
  const assumed =
    DEFAULT_HEALTHY_PERCENTAGE[strategy.state === 'known' ? strategy.value : 'Rolling'];
  const percentage = stated.state === 'known' ? stated.value : (assumed ?? 100);
  const least = minimum.state === 'known' ? minimum.value : 0;
  return judgeLeft(graph, group, least, Math.ceil((least * percentage) / 100));
}

/** An update may cost as much as the loss of a zone, which the group has to survive anyway. */
function judgeLeft(
  graph: ResourceGraph,
  group: ResourceNode,
  least: number,
  left: number,
): Verdict {
  const { max } = zonesOfGroup(graph, group).zones;
  const wanted = least - Math.max(Math.min(1, least), Math.ceil(least / Math.max(1, max)));
  const message = `of ${least} instances ${Math.max(0, left)} stay in service`;
  return left >= wanted ? pass(message) : fail(`${message}, expected ${wanted}`);
}
