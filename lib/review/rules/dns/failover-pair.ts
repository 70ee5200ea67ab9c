import { asString, textKey } from '../../../assembly/index.ts';
import { isSameSet, RECORD_TYPES, recordsAlike, recordsIn } from '../../../aws/index.ts';
import type { ResourceRule } from '../../rule.ts';
import { fail, pass, unknown } from '../../verdicts.ts';

export const rule: ResourceRule = {
  id: 'HA-DNS-1',
  consequence: 'there is nothing to fail over to',
  title: 'A failover record has its counterpart',
  rationale:
    'A primary record without a secondary one has nothing to fail over to: Route 53 keeps answering with it, however unhealthy it is.',
  severity: 'error',
  fix: 'Add the record with the same zone, name and type and the other Failover value.',
  wellArchitected: ['REL11-BP02'],
  controls: 'redundancy',
  docs: [
    'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/routing-policy-failover.html',
    'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/health-checks-how-route-53-chooses-records.html',
  ],
  appliesTo: RECORD_TYPES,
  check(resource, { graph }) {
    return recordsIn(graph, resource).flatMap((record) => {
      const property = [...record.path, 'Failover'];
      const failover = asString(record.get('Failover'));
      if (failover.state === 'absent') return [];
      if (failover.state === 'unknown') {
        return [unknown(`Failover is not known: ${failover.reason}`, { property })];
      }
      const wanted = failover.value === 'PRIMARY' ? 'SECONDARY' : 'PRIMARY';
      const label = `${record.name ?? 'the record'} ${record.type ?? ''}`.trim();
      const answers = recordsAlike(graph, record).map((other): boolean | undefined => {
        const value = asString(other.get('Failover'));
        if (value.state === 'absent' || isSameSet(record, other) === false) return false;
        if (value.state === 'unknown') return undefined;
        return value.value === wanted ? isSameSet(record, other) : false;
      });
      const message = `${label} is ${failover.value}`;
      // One template for all Regions makes a record in each.
      const isOfRegion = textKey(record.get('SetIdentifier'))?.includes('<AWS.Region>') === true;
      if (isOfRegion && !answers.includes(true)) answers.push(undefined);
      if (answers.includes(true)) return [pass(`${message} and has ${wanted}`, { property })];
      return [
        answers.includes(undefined)
          ? unknown(`${message}; whether ${wanted} is of the same name is not known`, { property })
          : fail(`${message} and has no ${wanted}`, { property }),
      ];
    });
  },
};
