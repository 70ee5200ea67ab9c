import { describe, type Resolved, referencesIn } from '../../../assembly/index.ts';
import { CONFIGURATION, CONFIGURED, type Configured, isGlobal } from '../../../aws/index.ts';
import { regionsLostTo } from '../../regions.ts';
import type { ResourceRule } from '../../rule.ts';
import { fail, pass, unknown } from '../../verdicts.ts';

export const rule: ResourceRule = {
  id: 'HA-REG-11',
  consequence: 'the Region that takes over fails with the impaired one',
  title: 'What runs in a Region is configured with endpoints of its own Region',
  rationale:
    'With an ARN or an endpoint of the impaired Region in its configuration, the Region that takes over fails with it.',
  severity: 'error',
  fix: 'Refer to the resource of the own Region, or derive the name with AWS::Region.',
  wellArchitected: ['REL11-BP04'],
  controls: 'redundancy',
  docs: [
    'https://docs.aws.amazon.com/wellarchitected/latest/reliability-pillar/rel_withstand_component_failures_avoid_control_plane.html',
  ],
  appliesTo: CONFIGURED,
  check(resource, { graph, profile }) {
    const lost = regionsLostTo(profile, resource.region);
    const property = CONFIGURATION[resource.type as Configured];
    const value = graph.get(resource, ...property);
    if (lost.length === 0 || value.kind === 'absent') return undefined;
    const target = referencesIn(value)
      .map(({ node }) => node)
      .find((node) => lost.includes(node.region ?? '') && !isGlobal(node));
    if (target !== undefined) {
      const evidence = [{ resource: target, note: `in ${target.region}` }];
      return fail(`it is configured with ${target.logicalId} in ${target.region}`, {
        property,
        evidence,
      });
    }
    // A Region's name alone is no dependency: code may choose among several by it.
    const text = describe(value);
    const named = lost.find((region) =>
      new RegExp(`arn:[^:\\s]*:[^:\\s]*:${region}:|\\.${region}\\.[a-z.-]*amazonaws\\.com`).test(
        text,
      ),
    );
    if (named === undefined && isOpen(value)) {
      return unknown(`a part of the configuration is not known: ${text.slice(0, 80)}`, {
        property,
      });
    }
    return named === undefined
      ? pass(`it names nothing in ${lost.join(', ')}`, { property })
      : fail(`it is configured with an ARN or an endpoint of ${named}`, { property });
  },
};

/** Whether a deployment adds anything to a value; accounts and the like are no Regions. */
function isOpen(value: Resolved): boolean {
  switch (value.kind) {
    case 'unknown':
      return value.code !== 'environment' && referencesIn(value).length === 0;
    case 'list':
      return value.items.some(isOpen);
    case 'text':
      return value.parts.some(isOpen);
    case 'mapping':
      return value.open || [...value.entries.values()].some(isOpen);
    default:
      return false;
  }
}
