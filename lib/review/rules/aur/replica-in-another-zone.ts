import {
  asBoolean,
  type ResourceGraph,
  type ResourceNode,
  targetOf,
  zoneKey,
  zoneSource,
} from '../../../assembly/index.ts';
import { DB_INSTANCE } from '../../../aws/index.ts';
import type { ResourceRule } from '../../rule.ts';
import { evidenceOf, fail, pass, unknown } from '../../verdicts.ts';

const SOURCE = 'SourceDBInstanceIdentifier';

export const rule: ResourceRule = {
  id: 'HA-AUR-18',
  consequence: 'a lost zone takes the database and its replica',
  title: 'A read replica is in another Availability Zone than its source',
  rationale:
    'A replica beside its source is lost together with it: nothing is left to read from, or to promote.',
  severity: 'warning',
  fix: 'Give the replica an AvailabilityZone that differs from its source’s, or leave it out.',
  wellArchitected: ['REL10-BP01'],
  controls: 'redundancy',
  docs: ['https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_ReadRepl.html'],
  appliesTo: [DB_INSTANCE],
  check(replica, { graph }) {
    const source = targetOf(graph, graph.get(replica, SOURCE), [DB_INSTANCE], replica.region);
    if (source === undefined) return undefined;
    const property = ['AvailabilityZone'];
    const [own, other] = [replica, source].map((one) =>
      zoneKey(graph, graph.get(one, ...property)),
    );
    // RDS chooses the zone of what names none, and that of a standby is not the template's.
    if (own === undefined || own.state === 'absent') return undefined;
    if (other === undefined || other.state === 'absent' || isDouble(graph, replica))
      return undefined;
    const details = { property, evidence: evidenceOf([source], 'its source') };
    if (own.state === 'unknown' || other.state === 'unknown') {
      return unknown('the zone of the replica, or of its source, is not known', details);
    }
    if (own.value === other.value) return fail('it is in the zone of its source', details);
    return zoneSource(own.value) === zoneSource(other.value)
      ? pass('it is in another zone than its source', details)
      : unknown('whether it is in the zone of its source is not known', details);
  },
};

/** Whether a standby in another zone goes with an instance, or may. */
function isDouble(graph: ResourceGraph, instance: ResourceNode): boolean {
  const multi = asBoolean(graph.get(instance, 'MultiAZ'));
  return multi.state === 'unknown' || (multi.state === 'known' && multi.value);
}
