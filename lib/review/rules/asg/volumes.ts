import type { ResourceGraph, ResourceNode } from '../../../assembly/index.ts';
import { itemsOf, launchTemplateOf, mayUseKey } from '../../../aws/index.ts';
import type { Verdict } from '../../rule.ts';
import { evidenceOf, fail, pass, unknown } from '../../verdicts.ts';

const MAPPINGS = ['LaunchTemplateData', 'BlockDeviceMappings'];

/**
 * What an instance with an encrypted volume takes
 * (https://docs.aws.amazon.com/autoscaling/ec2/userguide/key-policy-requirements-EBS-encryption.html).
 */
const ACTIONS = ['kms:CreateGrant', 'kms:Decrypt', 'kms:GenerateDataKeyWithoutPlaintext'];

/** Judges whether Auto Scaling may use the keys that the volumes of a launch template name. */
export function judgeVolumes(graph: ResourceGraph, group: ResourceNode): readonly Verdict[] {
  const template = launchTemplateOf(graph, group);
  if (template === undefined) return [];
  const volumes = itemsOf(graph.get(template, ...MAPPINGS)) ?? [];
  return volumes.flatMap((_, i): readonly Verdict[] => {
    const key = graph.get(template, ...MAPPINGS, i, 'Ebs', 'KmsKeyId');
    if (key.kind === 'absent') return [];
    const evidence = evidenceOf([template], `volume ${i}`);
    const principal = { linkedRole: 'autoscaling.amazonaws.com', through: 'ec2' };
    const answer = mayUseKey(graph, key, template, principal, ACTIONS);
    if (answer) return [pass('Auto Scaling may use the key of the volume', { evidence })];
    const message = 'the key of the volume does not let in the service-linked role of Auto Scaling';
    return [
      answer === undefined
        ? unknown('whether Auto Scaling may use the key of the volume is not known', { evidence })
        : fail(`${message}, so no instance starts, unless a grant does`, { evidence }),
    ];
  });
}
