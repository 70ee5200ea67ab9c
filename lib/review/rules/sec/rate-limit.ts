import { asString, referencesIn } from '../../../assembly/index.ts';
import { referrersBy } from '../../../aws/index.ts';
import type { ResourceRule } from '../../rule.ts';
import { fail, pass, unknown } from '../../verdicts.ts';

export const rule: ResourceRule = {
  id: 'HA-SEC-6',
  consequence: 'a flood of requests takes the capacity of all clients',
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
    const shields = referrersBy(graph, entrance, 'AWS::Shield::Protection', 'ResourceArn');
    if (shields.length > 0) return pass('Shield Advanced protects it');
    const associations = referrersBy(
      graph,
      entrance,
      'AWS::WAFv2::WebACLAssociation',
      'ResourceArn',
    );
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
