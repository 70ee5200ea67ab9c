import { asList, asString, type ResourceNode } from '../../assembly/index.ts';
import { byFact } from '../figures.ts';
import { type Context, gone, type PartOfKind, untouched } from '../part.ts';
import { propagated } from './failbacks.ts';

/** DynamoDB tables: in all zones of a Region by themselves, and in the Regions of their replicas. */
export const types = ['AWS::DynamoDB::GlobalTable', 'AWS::DynamoDB::Table'];

export function partOf(context: Context, node: ResourceNode): PartOfKind {
  const { graph } = context;
  const region = context.regionOf(node);
  const replicas = asList(graph.get(node, 'Replicas'));
  const named =
    replicas.state !== 'known'
      ? []
      : replicas.value.map((_, i) => asString(graph.get(node, 'Replicas', i, 'Region')));
  const regions = [
    ...new Set([region, ...named.flatMap((one) => (one.state === 'known' ? [one.value] : []))]),
  ];
  const name = context.nameOf(node);
  return {
    tier: 'database',
    service: 'dynamodb',
    paths: ['reads', 'writes', 'async'],
    zones: [],
    replicas: regions,
    failback: (at) => (regions.includes(at) ? propagated(context, node) : undefined),
    isNeeded: () =>
      context.figures.assume(
        `hard.${name}`,
        {
          value: true,
          unit: '',
          reason: 'whether requests fail without the table no template says: taken to',
        },
        context.namesOf(node).map((one) => `hard.${one}`),
      ).value === true,
    impact(fault, path, at) {
      if (regions.includes(at)) {
        const lost = regions.filter((one) => fault.regions.has(one));
        if (lost.length === 0 || path === 'reads') return untouched();
        const evidence = [context.evidence(node, 'Replicas'), byFact('dynamodb.globalLag')];
        const text = `${name} goes on in ${at}; what was not replicated yet is not there`;
        return {
          ...untouched(),
          rpo: context.figures.fact('dynamodb.globalLag'),
          because: [{ text, evidence }],
        };
      }
      if (!fault.regions.has(region)) return undefined;
      return gone(`${name} is in the lost Region alone`, [context.evidence(node, 'Replicas')]);
    },
  };
}
