import type { GraphRule } from '../../rule.ts';
import { fail, pass, unknown } from '../../verdicts.ts';

export const rule: GraphRule = {
  id: 'HA-REG-1',
  consequence: 'there is no Region to fail over to',
  title: 'Every Region of a service with live data in several has stacks',
  rationale: 'A Region without stacks cannot take over, whatever is declared.',
  severity: 'error',
  fix: 'Synthesize the stacks of every Region of the service, and review them together.',
  wellArchitected: ['REL10-BP01'],
  controls: 'redundancy',
  docs: [
    'https://docs.aws.amazon.com/whitepapers/latest/disaster-recovery-workloads-on-aws/disaster-recovery-options-in-the-cloud.html',
  ],
  appliesTo: 'graph',
  check({ graph, profile }) {
    // A Region that is restored from backups is deployed only when it is needed.
    if (!profile.liveData) return [];
    // A Region that holds but what is global, as us-east-1 does, serves nobody.
    const wanted = profile.regions.map(({ name }) => name);
    const found = wanted.filter((region) => graph.regions.includes(region));
    const message = `live data elsewhere needs stacks in all Regions of the service, at least two; found ${found.join(', ') || 'none'}`;
    if (found.length >= 2 && found.length === wanted.length)
      return [{ subject: undefined, ...pass(message) }];
    const isOpen = graph.stacks.some(({ region }) => region === undefined);
    const verdict = isOpen ? unknown(`${message}, and stacks of unknown Region`) : fail(message);
    return [{ subject: undefined, ...verdict }];
  },
};
