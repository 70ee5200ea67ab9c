import { asString, type ResourceGraph } from '../../../assembly/index.ts';
import { type DnsRecord, isSameSet, recordsOf } from './records.ts';

/** The secondary records of a primary one. */
export function secondariesOf(graph: ResourceGraph, primary: DnsRecord): readonly DnsRecord[] {
  return recordsOf(graph).filter((other) => {
    const failover = asString(other.get('Failover'));
    const isSecondary = failover.state === 'known' && failover.value === 'SECONDARY';
    return isSecondary && isSameSet(primary, other) === true;
  });
}
