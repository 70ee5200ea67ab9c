import type { RuleSamples } from '../../support/samples.ts';

const resource = (type: string, properties = '') =>
  `Thing: { Type: ${type}, Properties: { ${properties} } }`;

export const samples: RuleSamples = {
  pass: {
    'a cluster of EKS': resource('AWS::EKS::Cluster', 'DeletionProtection: true'),
    'a cluster of DocumentDB': resource('AWS::DocDB::DBCluster', "DeletionProtection: 'true'"),
    'a cluster of Aurora DSQL': resource('AWS::DSQL::Cluster', 'DeletionProtectionEnabled: true'),
    'a firewall': resource('AWS::NetworkFirewall::Firewall', 'DeleteProtection: true'),
    'a pool of users': resource('AWS::Cognito::UserPool', 'DeletionProtection: ACTIVE'),
  },
  fail: {
    'a cluster of EKS without': resource('AWS::EKS::Cluster'),
    'a cluster of Neptune, as chosen': resource(
      'AWS::Neptune::DBCluster',
      'DeletionProtection: false',
    ),
    'a firewall without': resource('AWS::NetworkFirewall::Firewall'),
    'a graph without': resource('AWS::NeptuneGraph::Graph'),
    'a pool of users, as chosen': resource(
      'AWS::Cognito::UserPool',
      'DeletionProtection: INACTIVE',
    ),
  },
  unknown: {
    'what is given at deployment': [
      'Parameters: { Protect: { Type: String } }\nResources: {}',
      resource('AWS::EKS::Cluster', 'DeletionProtection: !Ref Protect'),
    ],
  },
};
