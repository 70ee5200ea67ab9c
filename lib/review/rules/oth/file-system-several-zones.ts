import { zonesOfSubnets } from '../../../assembly/index.ts';
import { referrersBy } from '../../../aws/index.ts';
import type { ResourceRule } from '../../rule.ts';
import { evidenceOf, fail, judgeCount, unknown } from '../../verdicts.ts';

export const rule: ResourceRule = {
  id: 'HA-OTH-1',
  consequence: 'a lost zone takes the file system, or the way to it',
  title: 'A file system is in several Availability Zones, and can be mounted there',
  rationale:
    'A One Zone file system is lost with its zone; one without a mount target in a zone cannot be reached from there when another zone is impaired.',
  severity: 'error',
  fix: 'Leave AvailabilityZoneName out, and add a mount target in every Availability Zone that mounts it.',
  wellArchitected: ['REL10-BP01'],
  controls: 'redundancy',
  docs: [
    'https://docs.aws.amazon.com/efs/latest/ug/how-it-works.html',
    'https://docs.aws.amazon.com/efs/latest/ug/API_CreateMountTarget.html',
  ],
  appliesTo: ['AWS::EFS::FileSystem'],
  check(system, { graph, profile }) {
    const property = ['AvailabilityZoneName'];
    const zone = graph.get(system, ...property);
    if (zone.kind === 'unknown') return unknown('AvailabilityZoneName is not known', { property });
    if (zone.kind !== 'absent') {
      return fail('AvailabilityZoneName is set: a file system of one zone', { property });
    }
    const targets = referrersBy(graph, system, 'AWS::EFS::MountTarget', 'FileSystemId');
    const items = targets.map((target) => graph.get(target, 'SubnetId'));
    // Mount targets may also be made by whoever uses the file system, in templates of their own.
    if (targets.length === 0) return unknown('no mount target is at hand');
    // Amazon EFS makes one in each zone at the most: those of unknown zones are in different ones.
    const { max } = zonesOfSubnets(graph, { kind: 'list', items });
    return judgeCount(
      { min: max, max },
      profile.floors.availabilityZones,
      'Availability Zones of mount targets',
      { evidence: evidenceOf(targets, 'mount target') },
    );
  },
};
