import { asKeyValues, asString, describe, type Resolved } from '../../../assembly/index.ts';
import type { ResourceRule, Verdict } from '../../rule.ts';
import { fail, pass, unknown } from '../../verdicts.ts';

const VARIABLE = 'AWS_STS_REGIONAL_ENDPOINTS';

export const rule: ResourceRule = {
  id: 'HA-SEC-5',
  consequence: 'roles can be assumed nowhere while us-east-1 is impaired',
  title: 'Temporary credentials come from the STS endpoint of the Region',
  rationale:
    'The global endpoint ties every Region to one: while us-east-1 is impaired, roles can be assumed nowhere.',
  severity: 'warning',
  fix: `Remove ${VARIABLE}, or set it to regional; use sts.REGION.amazonaws.com.`,
  wellArchitected: ['REL11-BP04'],
  docs: [
    'https://docs.aws.amazon.com/sdkref/latest/guide/feature-sts-regionalized-endpoints.html',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_region-endpoints.html',
  ],
  appliesTo: ['AWS::Lambda::Function', 'AWS::ECS::TaskDefinition'],
  check(resource, { graph }) {
    if (resource.type === 'AWS::Lambda::Function') {
      const property = ['Environment', 'Variables'];
      return verdict(graph.get(resource, ...property), property);
    }
    const containers = graph.get(resource, 'ContainerDefinitions');
    const count = containers.kind === 'list' ? containers.items.length : 0;
    return Array.from({ length: count }, (_, i) => {
      const property = ['ContainerDefinitions', i, 'Environment'];
      return verdict(graph.get(resource, ...property), property) ?? [];
    }).flat();
  },
};

function verdict(
  environment: Resolved,
  property: readonly (string | number)[],
): Verdict | undefined {
  const variables = asKeyValues(environment, 'Name', 'Value');
  if (variables.state === 'absent') return undefined;
  if (variables.state === 'unknown') {
    return unknown(`the environment is not known: ${variables.reason}`, { property });
  }
  const mode = asString(variables.value.get(VARIABLE) ?? { kind: 'absent' });
  if (mode.state === 'unknown') {
    return unknown(`${VARIABLE} is not known: ${mode.reason}`, { property });
  }
  if (mode.state === 'known' && mode.value.toLowerCase() === 'legacy') {
    return fail(`${VARIABLE} is ${mode.value}, expected regional`, { property });
  }
  for (const [name, value] of variables.value) {
    if (/https?:\/\/sts\.amazonaws\.com/i.test(describe(value))) {
      return fail(`${name} is the global endpoint of STS`, { property });
    }
  }
  return pass('no variable names the global endpoint of STS', { property });
}
