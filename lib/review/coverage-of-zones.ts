import { type ZoneCount, zoneSource } from '../assembly/index.ts';
import type { Verdict } from './rule.ts';
import { type Details, fail, pass, unknown } from './verdicts.ts';

/**
 * Judges whether zones cover others: it fails for a zone that is missing for certain, and passes
 * only if every zone is known. A zone's name and an index may be the same zone.
 */
export function judgeCoverage(
  wanted: ZoneCount,
  present: ZoneCount,
  what: { readonly wanted: string; readonly present: string },
  details?: Details,
): Verdict {
  const missing = wanted.keys.filter((key) => !present.keys.includes(key));
  const found = `${what.present} in ${list(present)}, ${what.wanted} in ${list(wanted)}`;
  if (missing.length === 0 && isComplete(wanted)) return pass(found, details);
  if (missing.length > 0 && isComplete(present) && sourcesOf(wanted, present).size === 1) {
    return fail(`${found}: none of ${what.present} in ${missing.join(', ')}`, details);
  }
  return unknown(`${found}: not all Availability Zones are known`, details);
}

function isComplete({ keys, max }: ZoneCount): boolean {
  return keys.length === max;
}

function sourcesOf(...counts: readonly ZoneCount[]): ReadonlySet<string> {
  return new Set(counts.flatMap(({ keys }) => keys.map(zoneSource)));
}

function list({ keys, max }: ZoneCount): string {
  const open = max > keys.length ? ['zones not known'] : [];
  return [...keys, ...open].join(', ') || 'no zone';
}
