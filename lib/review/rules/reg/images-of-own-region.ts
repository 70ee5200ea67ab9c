import { asList, describe, type Resolved, referencesIn } from '../../../assembly/index.ts';
import type { ResourceRule, Verdict } from '../../rule.ts';
import { fail, pass, unknown } from '../../verdicts.ts';

export const rule: ResourceRule = {
  id: 'HA-REG-12',
  consequence: 'nothing can start here while the other Region is impaired',
  title: 'Images are pulled from the registry of their own Region',
  rationale:
    'While the other Region is impaired, no task or function that needs its image can start here.',
  severity: 'warning',
  fix: 'Replicate the repository to each Region, and name its registry with AWS::Region.',
  wellArchitected: ['REL13-BP04'],
  docs: ['https://docs.aws.amazon.com/AmazonECR/latest/userguide/replication.html'],
  appliesTo: ['AWS::ECS::TaskDefinition', 'AWS::Lambda::Function'],
  check(resource, { graph, profile }) {
    const isAlone = profile.regions.length < 2;
    if (resource.type === 'AWS::Lambda::Function') {
      const image = graph.get(resource, 'Code', 'ImageUri');
      return verdict(image, resource.region, ['Code', 'ImageUri'], isAlone);
    }
    const containers = asList(graph.get(resource, 'ContainerDefinitions'));
    const count = containers.state === 'known' ? containers.value.length : 0;
    return Array.from({ length: count }, (_, i) => {
      const property = ['ContainerDefinitions', i, 'Image'];
      return verdict(graph.get(resource, ...property), resource.region, property, isAlone) ?? [];
    }).flat();
  },
};

function verdict(
  image: Resolved,
  own: string | undefined,
  property: readonly (string | number)[],
  isAlone: boolean,
): Verdict | undefined {
  if (image.kind === 'absent') return undefined;
  const repository = referencesIn(image).find(({ node }) => node.type === 'AWS::ECR::Repository');
  const text = describe(image);
  const region = /\.dkr\.ecr(?:-fips)?\.([a-z0-9-]+)\./.exec(text)?.[1] ?? repository?.node.region;
  if (region === undefined || own === undefined) {
    const mayBe = image.kind !== 'literal' || text.includes('.dkr.ecr');
    // With one Region, there is none but its own that an image is likely to be in.
    if (!mayBe || isAlone) return undefined;
    return unknown(`the Region of the image is not known: ${text}`, { property });
  }
  return region === own
    ? pass(`the image is in ${region}`, { property })
    : fail(`the image is in ${region}, expected ${own}`, { property });
}
