import type { TemplateStack } from '../../../assembly/index.ts';
import { BUCKET, holdsLogs, STATEFUL } from '../../../aws/index.ts';
import type { GraphRule } from '../../rule.ts';
import { evidenceOf, fail, pass } from '../../verdicts.ts';

export const rule: GraphRule = {
  id: 'HA-OPS-1',
  consequence: 'one call takes the stack with its data down',
  title: 'A stack that holds data is protected against termination',
  rationale: 'One call otherwise takes the stack down, with everything in it that is not retained.',
  severity: 'info',
  onlyInProduction: true,
  fix: 'Set terminationProtection of the stack to true.',
  wellArchitected: ['REL08-BP05'],
  controls: 'deletion',
  docs: [
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-protect-stacks.html',
  ],
  appliesTo: 'graph',
  check({ graph }) {
    const stateful = graph
      .resourcesOf(...STATEFUL)
      .filter((one) => one.type !== BUCKET || !holdsLogs(graph, one));
    const holders = Map.groupBy(stateful, ({ stack }) => root(stack));
    return [...holders].flatMap(([subject, resources]) => {
      const evidence = evidenceOf(resources, 'holds data');
      const isOn = subject.terminationProtection;
      // No template can say: only a cloud assembly, or a config.
      if (isOn === undefined) return [];
      const message = `termination protection is ${isOn ? 'on' : 'off'}`;
      return [{ subject, ...(isOn ? pass(message) : fail(message, { evidence })) }];
    });
  },
};

/** A nested stack is protected by the outermost stack around it. */
function root(stack: TemplateStack): TemplateStack {
  return stack.parent === undefined ? stack : root(stack.parent.stack);
}
