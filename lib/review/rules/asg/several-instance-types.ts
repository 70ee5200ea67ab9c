import { asList, identity } from '../../../assembly/index.ts';
import { AUTO_SCALING_GROUP, launchTemplateOf } from '../../../aws/index.ts';
import type { ResourceRule } from '../../rule.ts';
import { fail, judgeCount, pass, unknown } from '../../verdicts.ts';

const OVERRIDES = ['MixedInstancesPolicy', 'LaunchTemplate', 'Overrides'] as const;

export const rule: ResourceRule = {
  id: 'HA-ASG-10',
  consequence: 'one type that runs out leaves the group without instances',
  title: 'An Auto Scaling group can launch more than one instance type',
  rationale:
    'When a zone is lost many ask for the same type in the zones that are left, and it may run out.',
  severity: 'info',
  fix: 'List several instance types in MixedInstancesPolicy, or state InstanceRequirements.',
  wellArchitected: ['REL10-BP01'],
  controls: 'capacity',
  docs: [
    'https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-mixed-instances-groups.html',
  ],
  appliesTo: [AUTO_SCALING_GROUP],
  check(group, { graph }) {
    const details = { property: [...OVERRIDES] };
    const template = launchTemplateOf(graph, group);
    const attributes =
      template && graph.get(template, 'LaunchTemplateData', 'InstanceRequirements');
    if (attributes !== undefined && attributes.kind !== 'absent') {
      return pass('instance types by their attributes, in the launch template', details);
    }
    const overrides = asList(graph.get(group, ...OVERRIDES));
    if (overrides.state === 'absent') return fail('one instance type, expected several', details);
    if (overrides.state === 'unknown') {
      return unknown(`the instance types are not known: ${overrides.reason}`, details);
    }
    const entries = overrides.value.map((one) =>
      one.kind === 'mapping' ? one.entries : undefined,
    );
    if (entries.some((one) => one?.has('InstanceRequirements'))) {
      return pass('instance types by their attributes', details);
    }
    const types = entries.map((one) => identity(one?.get('InstanceType') ?? { kind: 'absent' }));
    const known = new Set(types.filter((type) => type !== undefined)).size;
    const open = types.filter((type) => type === undefined).length;
    return judgeCount({ min: known, max: known + open }, 2, 'instance types', details);
  },
};
