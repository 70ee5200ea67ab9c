import type { ResourceGraph } from '../../../assembly/index.ts';
import {
  type DnsRecord,
  isSameZone,
  RECORD_TYPES,
  recordsIn,
  recordsNamed,
} from '../../../aws/index.ts';
import type { ResourceRule } from '../../rule.ts';
import { evidenceOf, fail, pass, unknown } from '../../verdicts.ts';

const FAMILIES = ['A', 'AAAA'];

export const rule: ResourceRule = {
  id: 'HA-DNS-15',
  consequence: 'clients of one address family stay with what has failed',
  title: 'The A and the AAAA records of a name fail over alike',
  rationale:
    'Route 53 chooses among the records of one type: where only those of type A fail over, the record of type AAAA keeps sending clients with IPv6 to what has failed.',
  severity: 'warning',
  fix: 'Give the other type the same failover or latency records and health checks.',
  wellArchitected: ['REL11-BP02'],
  controls: 'redundancy',
  docs: [
    'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resource-record-sets-values-failover-alias.html',
    'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/health-checks-how-route-53-chooses-records.html',
  ],
  appliesTo: RECORD_TYPES,
  check(resource, { graph }) {
    return recordsIn(graph, resource).flatMap((record) => {
      const { name, type = '' } = record;
      if (name === undefined || !FAMILIES.includes(type)) return [];
      const others = othersOf(graph, record, name).filter(moves);
      if (others.length === 0) return [];
      const property = [...record.path, 'Type'];
      const nodes = [...new Set(others.map(({ node }) => node))].filter(
        (node) => node !== resource,
      );
      const details = { property, evidence: evidenceOf(nodes, `the ${others[0]?.type} record`) };
      if (moves(record)) return [pass(`${name} fails over for ${type} as well`, details)];
      const message = `${name} fails over for ${others[0]?.type}, and has one record for ${type}`;
      const isCertain = others.some((other) => isSameZone(record, other) === true);
      return [isCertain ? fail(message, details) : unknown(message, details)];
    });
  },
};

/** The records of a name and its zone that are of the other family. */
function othersOf(graph: ResourceGraph, record: DnsRecord, name: string): readonly DnsRecord[] {
  return recordsNamed(graph, name).filter(
    (other) =>
      other.type !== record.type &&
      FAMILIES.includes(other.type ?? '') &&
      isSameZone(record, other) !== false,
  );
}

/** Whether a record is one of a set by which clients are led from Region to Region. */
function moves(record: DnsRecord): boolean {
  return ['Failover', 'Region'].some((property) => record.get(property).kind !== 'absent');
}
