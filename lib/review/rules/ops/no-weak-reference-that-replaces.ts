import type { Resolved } from '../../../assembly/index.ts';
import { CREATE_ONLY, REPLACEABLE } from '../../../aws/index.ts';
import type { ResourceRule } from '../../rule.ts';
import { fail, pass } from '../../verdicts.ts';

export const rule: ResourceRule = {
  id: 'HA-OPS-8',
  consequence: 'an update that changes nothing of it is planned to replace the store',
  title: 'No property that replaces a store takes its value by Fn::GetStackOutput',
  rationale:
    'Fn::GetStackOutput is resolved while the update runs: a change set that is made before does not know the value, and plans to replace what has it in a property that cannot be changed. Nothing notices either if the output changes in earnest.',
  severity: 'warning',
  fix: 'Take the value by an export and Fn::ImportValue, which cannot change while it is used, or by its name.',
  wellArchitected: ['REL08-BP05'],
  controls: 'deletion',
  docs: [
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-getstackoutput.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-updating-stacks-update-behaviors.html',
  ],
  appliesTo: REPLACEABLE,
  check(store, { graph }) {
    const properties: readonly string[] = CREATE_ONLY[store.type as keyof typeof CREATE_ONLY];
    const given = properties
      .map((name) => ({ name, value: graph.get(store, name) }))
      .filter(({ value }) => value.kind !== 'absent');
    const weak = given.filter(({ value }) => isWeak(value)).map(({ name }) => name);
    if (given.length === 0) return undefined;
    if (weak.length === 0) return pass('what cannot be changed is known when a change is planned');
    const verb = weak.length === 1 ? 'takes its value' : 'take their values';
    return fail(`${weak.join(', ')} ${verb} by Fn::GetStackOutput`, { property: weak.slice(0, 1) });
  },
};

/** Whether a value, or a part of it, is an output of another stack that nothing holds in place. */
function isWeak(value: Resolved): boolean {
  if (value.via?.some(({ how }) => how === 'weak')) return true;
  if (value.kind === 'unknown') {
    return value.code === 'weak' || (value.operands ?? []).some(isWeak);
  }
  if (value.kind === 'list') return value.items.some(isWeak);
  return value.kind === 'text' && value.parts.some(isWeak);
}
