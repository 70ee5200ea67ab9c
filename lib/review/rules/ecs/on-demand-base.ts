import { asList, asNumber, asString } from '../../../assembly/index.ts';
import type { ResourceRule } from '../../rule.ts';
import { fail, pass, unknown } from '../../verdicts.ts';

export const rule: ResourceRule = {
  id: 'HA-ECS-7',
  consequence: 'all tasks can be interrupted within two minutes',
  title: 'A service on Fargate Spot has a base that cannot be interrupted',
  rationale:
    'Fargate Spot is spare capacity: AWS takes it back with a warning of two minutes, from all tasks if need be, and does not replace it with Fargate On-Demand.',
  severity: 'warning',
  fix: 'Add the capacity provider FARGATE with a Base that carries the load that must be served.',
  wellArchitected: ['REL07-BP01'],
  controls: 'capacity',
  docs: [
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-capacity-providers.html',
  ],
  appliesTo: ['AWS::ECS::Service'],
  check(service, { graph }) {
    const property = ['CapacityProviderStrategy'];
    const strategy = asList(graph.get(service, ...property));
    if (strategy.state === 'absent') return undefined;
    if (strategy.state === 'unknown') {
      return unknown('the capacity providers are not known', { property });
    }
    const items = strategy.value.map((_, i) => ({
      provider: asString(graph.get(service, ...property, i, 'CapacityProvider')),
      base: asNumber(graph.get(service, ...property, i, 'Base')),
      weight: asNumber(graph.get(service, ...property, i, 'Weight')),
    }));
    const isSpot = ({ provider }: (typeof items)[number]) =>
      provider.state === 'known' && provider.value === 'FARGATE_SPOT';
    if (!items.some(isSpot)) return undefined;
    const others = items.filter((one) => !isSpot(one));
    const runs = others.filter(({ base, weight }) =>
      [base, weight].some((read) => read.state !== 'absent' && !isZero(read)),
    );
    if (runs.length === 0) return fail('all tasks run on FARGATE_SPOT', { property });
    return runs.every(({ provider }) => provider.state === 'known')
      ? pass('some tasks run on other capacity', { property })
      : unknown('not all capacity providers are known', { property });
  },
};

function isZero(read: ReturnType<typeof asNumber>): boolean {
  return read.state === 'known' && read.value === 0;
}
