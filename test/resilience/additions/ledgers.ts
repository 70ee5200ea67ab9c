import type { ResourceNode } from '../../../lib/assembly/index.ts';
import { byFact } from '../../../lib/resilience/figures.ts';
import { type Context, type PartOfKind, untouched } from '../../../lib/resilience/part.ts';

/** Ledgers, which predictions will not get to know: the service is no more. */
export const types = ['AWS::QLDB::Ledger'];

export function partOf(context: Context, node: ResourceNode): PartOfKind {
  const region = context.regionOf(node);
  const name = context.nameOf(node);
  return {
    tier: 'database',
    service: 'qldb',
    paths: ['writes'],
    zones: [],
    impact(fault, _path, at) {
      if (at !== region) return undefined;
      if (fault.parts.get(name)?.has('instance-lost') !== true) return untouched();
      const evidence = [context.evidence(node, 'PermissionsMode'), byFact('qldb.return')];
      const title = `${name} takes writes again`;
      return {
        ...untouched(),
        comesBack: 'self',
        share: 1,
        bars: [{ phase: 'switch', title, ...context.figures.fact('qldb.return'), evidence }],
        because: [{ text: `${name} comes back by itself`, evidence }],
      };
    },
  };
}
