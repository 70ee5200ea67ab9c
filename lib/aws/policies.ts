import {
  asList,
  type Resolved,
  type ResourceGraph,
  type ResourceNode,
  referencesIn,
} from '../assembly/index.ts';

const POLICY = /^AWS::IAM::(?:Policy|ManagedPolicy|RolePolicy)$/;

/** What a role is allowed: its own policies, those that name it, and those that it names. */
export interface RolePolicies {
  /** The policies that are resources of their own. */
  readonly attached: readonly ResourceNode[];
  /** The statements of all of them, each somewhere inside. */
  readonly documents: readonly Resolved[];
  /** Whether it names policies that are not at hand, as those of AWS are not. */
  readonly isOpen: boolean;
}

export function policiesOfRole(graph: ResourceGraph, role: ResourceNode): RolePolicies {
  const naming = graph
    .referrers(role)
    .filter(({ from, path }) => POLICY.test(from.type) && /^Role(?:s|Name)$/.test(String(path[0])))
    .map(({ from }) => from);
  const arns = graph.get(role, 'ManagedPolicyArns');
  const named = referencesIn(arns).flatMap(({ node }) => (POLICY.test(node.type) ? [node] : []));
  const list = asList(arns);
  const attached = [...new Set([...naming, ...named])];
  return {
    attached,
    documents: [
      graph.get(role, 'Policies'),
      ...attached.map((policy) => graph.get(policy, 'PolicyDocument')),
    ],
    isOpen:
      list.state === 'unknown' || (list.state === 'known' && list.value.length > named.length),
  };
}
