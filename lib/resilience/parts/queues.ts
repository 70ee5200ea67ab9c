import type { ResourceNode } from '../../assembly/index.ts';
import { deadLetterSources, QUEUE } from '../../aws/index.ts';
import { byAssumption } from '../figures.ts';
import { type Context, type PartOfKind, untouched } from '../part.ts';

/** Queues whose messages somebody takes: in all zones of their Region, and in no other Region. */
export const types = [QUEUE];

export function partOf(context: Context, node: ResourceNode): PartOfKind | undefined {
  const { graph } = context;
  const { sources, isOpen } = deadLetterSources(graph, node);
  if (sources.length > 0 || isOpen) return undefined;
  const name = context.nameOf(node);
  const region = context.regionOf(node);
  return {
    tier: 'queue',
    service: 'sqs',
    paths: ['async'],
    zones: [],
    impact(fault, path, at) {
      if (path !== 'async') return undefined;
      if (at === region || !fault.regions.has(region))
        return at === region ? untouched() : undefined;
      const text = `messages in ${name} are in the lost Region: new ones are taken elsewhere`;
      return {
        ...untouched(),
        rpo: context.figures.time('backlogSeconds'),
        because: [{ text, evidence: [context.evidence(node), byAssumption('backlogSeconds')] }],
      };
    },
  };
}
