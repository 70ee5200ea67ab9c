import { asString, type PathSegment, type ResourceNode } from '../../../assembly/index.ts';
import type { ResourceRule } from '../../rule.ts';
import { evidenceOf, fail, pass, unknown } from '../../verdicts.ts';

/** Where each type names its image. */
const IMAGE: Readonly<Record<string, readonly PathSegment[]>> = {
  'AWS::EC2::LaunchTemplate': ['LaunchTemplateData', 'ImageId'],
  'AWS::AutoScaling::LaunchConfiguration': ['ImageId'],
  'AWS::EC2::Instance': ['ImageId'],
};

/**
 * Not judged: ARNs of other Regions in general, as copies and replicas name them rightly. Where they
 * are wrong is judged by what they are for: HA-REG-11, HA-REG-12, HA-SEC-1 and HA-SEC-2.
 */
export const rule: ResourceRule = {
  id: 'HA-OPS-6',
  consequence: 'nothing can be launched in another Region',
  title: 'An image is named in one Region only',
  rationale:
    'An AMI exists in one Region: a template that names it in another one launches nothing there.',
  severity: 'warning',
  fix: 'Read the image from a public or own SSM parameter of the same name in each Region, or from a mapping by Region.',
  wellArchitected: ['REL13-BP04'],
  docs: ['https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/CopyingAMIs.html'],
  appliesTo: [
    'AWS::EC2::LaunchTemplate',
    'AWS::AutoScaling::LaunchConfiguration',
    'AWS::EC2::Instance',
  ],
  check(resource, { graph }) {
    const imageOf = (one: ResourceNode) => {
      const image = asString(graph.get(one, ...(IMAGE[one.type] ?? [])));
      return image.state === 'known' && image.value.startsWith('ami-') ? image.value : undefined;
    };
    const image = imageOf(resource);
    if (image === undefined) return undefined;
    const property = IMAGE[resource.type] ?? [];
    if (resource.region === undefined) {
      return unknown(`the Region of ${image} and of the stack are not known`, { property });
    }
    const others = graph
      .resourcesOf(...Object.keys(IMAGE))
      .filter((one) => imageOf(one) === image && one.region !== resource.region);
    const evidence = evidenceOf(others, ({ region }) => `the same image in ${region}`);
    if (others.length === 0) return pass(`${image} in ${resource.region} alone`, { property });
    return others.some(({ region }) => region !== undefined)
      ? fail(`${image} is named in several Regions`, { property, evidence })
      : unknown(`${image} is named in a stack of unknown Region`, { property, evidence });
  },
};
