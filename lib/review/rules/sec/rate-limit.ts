import {
  asString,
  type ResourceGraph,
  type ResourceNode,
  referencesIn,
} from '../../../assembly/index.ts';
import type { ResourceRule } from '../../rule.ts';
import { fail, pass, unknown } from '../../verdicts.ts';

export const rule: ResourceRule = {
  id: 'HA-SEC-6',
  title: 'What the internet reaches is limited by a rate rule or protected by Shield Advanced',
  rationale: 'One client, or a flood of them, otherwise takes the capacity of all others.',
  severity: 'info',
  fix: 'Associate a web ACL with a RateBasedStatement, or add an AWS::Shield::Protection.',
  wellArchitected: ['REL10-BP03'],
  controls: 'capacity',
  docs: [
    'https://docs.aws.amazon.com/waf/latest/developerguide/waf-rule-statement-type-rate-based.html',
  ],
  appliesTo: ['AWS::ElasticLoadBalancingV2::LoadBalancer', 'AWS::CloudFront::Distribution'],
  check(entrance, { graph }) {
    const isBalancer = entrance.type === 'AWS::ElasticLoadBalancingV2::LoadBalancer';
    const [type, scheme] = ['Type', 'Scheme'].map((name) => asString(graph.get(entrance, name)));
    // Web ACLs are for Application Load Balancers.
    if (isBalancer && type?.state === 'known' && type.value !== 'application') return undefined;
    if (isBalancer && scheme?.state === 'known' && scheme.value === 'internal') return undefined;
    const isShielded = graph
      .resourcesOf('AWS::Shield::Protection')
      .some((one) => refersTo(graph, one, 'ResourceArn', entrance));
    if (isShielded) return pass('Shield Advanced protects it');
    const associations = graph
      .resourcesOf('AWS::WAFv2::WebACLAssociation')
      .filter((one) => refersTo(graph, one, 'ResourceArn', entrance));
    const named = [
      ...associations.map((one) => graph.get(one, 'WebACLArn')),
      graph.get(entrance, 'DistributionConfig', 'WebACLId'),
    ].filter(({ kind }) => kind !== 'absent');
    const lists = named
      .flatMap(referencesIn)
      .map(({ node }) => node)
      .filter(({ type }) => type === 'AWS::WAFv2::WebACL');
    const evidence = lists.map((resource) => ({ resource, note: 'its web ACL' }));
    if (lists.some((list) => JSON.stringify(list.raw).includes('"RateBasedStatement"'))) {
      return pass('its web ACL has a rate rule', { evidence });
    }
    if (named.length > lists.length) return unknown('its web ACL is in none of these templates');
    return fail(lists.length > 0 ? 'its web ACL has no rate rule' : 'it has no web ACL', {
      evidence,
    });
  },
};

function refersTo(
  graph: ResourceGraph,
  from: ResourceNode,
  property: string,
  to: ResourceNode,
): boolean {
  return referencesIn(graph.get(from, property)).some(({ node }) => node === to);
}
