import { isGlobal } from '../../../aws/index.ts';
import { regionsLostTo } from '../../regions.ts';
import type { GraphRule } from '../../rule.ts';
import { evidenceOf, fail, pass } from '../../verdicts.ts';

export const rule: GraphRule = {
  id: 'HA-REG-10',
  consequence: 'the Region cannot be changed while the other one is impaired',
  title: 'The stacks of a Region deploy without the other Region',
  rationale:
    'A stack that reads a value out of the impaired Region cannot be deployed, just when it has to be changed.',
  severity: 'warning',
  fix: 'Derive names on both sides, or keep the value in a parameter of each Region.',
  wellArchitected: ['REL11-BP04'],
  docs: [
    'https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/aws-fault-isolation-boundaries.html',
  ],
  appliesTo: 'graph',
  check({ graph, profile }) {
    return graph.stacks.flatMap((stack) => {
      const lost = regionsLostTo(profile, stack.region);
      if (lost.length === 0) return [];
      const found = graph.crossings.filter(({ from, path, hop }) => {
        if (from.stack !== stack || hop.region === undefined) return false;
        const targets = graph
          .references(from)
          .filter((edge) => edge.path.join() === path.join() && edge.via.includes(hop))
          .map(({ to }) => to);
        const isOnlyGlobal = targets.length > 0 && targets.every(isGlobal);
        return lost.includes(hop.region) && !isOnlyGlobal;
      });
      if (found.length === 0) {
        return [{ subject: stack, ...pass(`it takes no value from ${lost.join(', ')}`) }];
      }
      const evidence = evidenceOf([...new Set(found.map(({ from }) => from))], 'uses the value');
      const names = [...new Set(found.map(({ hop }) => `${hop.name} of ${hop.region}`))];
      return [{ subject: stack, ...fail(`it takes ${names.join(', ')}`, { evidence }) }];
    });
  },
};
