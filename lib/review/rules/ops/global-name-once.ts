import { identity, type ResourceGraph, type ResourceNode } from '../../../assembly/index.ts';
import type { ResourceRule } from '../../rule.ts';
import { evidenceOf, fail, pass, unknown } from '../../verdicts.ts';

/** Names that are the same in all Regions of an account, or of all accounts. */
const NAMES: Readonly<Record<string, string>> = {
  'AWS::IAM::Group': 'GroupName',
  'AWS::IAM::InstanceProfile': 'InstanceProfileName',
  'AWS::IAM::ManagedPolicy': 'ManagedPolicyName',
  'AWS::IAM::Role': 'RoleName',
  'AWS::IAM::User': 'UserName',
  'AWS::S3::Bucket': 'BucketName',
};

/**
 * Not judged: names that keep CloudFormation from replacing a resource, as a name is right where
 * others find the resource by it, and a template does not say who does.
 */
export const rule: ResourceRule = {
  id: 'HA-OPS-3',
  consequence: "the second Region's stack cannot be created",
  title: 'A name that is one for all Regions is given once',
  rationale:
    'A bucket or a role of a name that is taken cannot be created: the stack of the second Region fails, on the day on which it is needed at the latest.',
  severity: 'warning',
  fix: 'Leave the name out, or make the Region a part of it: app-eu-west-1.',
  wellArchitected: ['REL08-BP05'],
  docs: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html',
    'https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html',
  ],
  appliesTo: [
    'AWS::IAM::Group',
    'AWS::IAM::InstanceProfile',
    'AWS::IAM::ManagedPolicy',
    'AWS::IAM::Role',
    'AWS::IAM::User',
    'AWS::S3::Bucket',
  ],
  check(resource, { graph }) {
    const property = [NAMES[resource.type] ?? ''];
    const name = graph.get(resource, ...property);
    // Two stacks of one Region and one name are not for two Regions.
    if (name.kind === 'absent' || graph.regions.length < 2) return undefined;
    const key = nameOf(graph, resource);
    if (key === undefined) return unknown('the name is not known', { property });
    const others = graph
      .having([resource.type], namesOf, key)
      .filter((other) => other !== resource && !isElsewhere(resource, other));
    const evidence = evidenceOf(others, ({ region }) => `the same name in ${region ?? 'a Region'}`);
    return others.length === 0
      ? pass(`${key} is given once`, { property })
      : fail(`${key} is given in several stacks, expected once`, { property, evidence });
  },
};

function namesOf(graph: ResourceGraph, resource: ResourceNode) {
  return [nameOf(graph, resource)];
}

/** A name, in small letters: IAM tells names apart regardless of case, buckets have no others. */
function nameOf(graph: ResourceGraph, resource: ResourceNode): string | undefined {
  return identity(graph.get(resource, NAMES[resource.type] ?? ''))?.toLowerCase();
}

/** Whether another account keeps the names apart, as it does for all but buckets. */
function isElsewhere({ type, account }: ResourceNode, other: ResourceNode): boolean {
  if (type === 'AWS::S3::Bucket') return false;
  return account !== undefined && other.account !== undefined && account !== other.account;
}
