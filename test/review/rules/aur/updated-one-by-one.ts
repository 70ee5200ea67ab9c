import type { RuleSamples } from '../../support/samples.ts';

const cluster = 'Cluster: { Type: AWS::RDS::DBCluster, Properties: { Engine: aurora-mysql } }';
const member = (id: string, after = '') => `
      ${id}:
        Type: AWS::RDS::DBInstance
        ${after}
        Properties: { DBClusterIdentifier: !Ref Cluster }`;

export const samples: RuleSamples = {
  pass: {
    'a reader behind the writer': `
      ${cluster}${member('Writer')}${member('Reader', 'DependsOn: Writer')}
    `,
    'a chain': `
      ${cluster}${member('A')}${member('B', 'DependsOn: [A]')}${member('C', 'DependsOn: [B]')}
    `,
  },
  fail: {
    'two that wait for nothing': `
      ${cluster}${member('First')}${member('Second')}
    `,
    'one of three that waits for nothing': `
      ${cluster}${member('A')}${member('B', 'DependsOn: A')}${member('C')}
    `,
  },
  unknown: {
    'an instance of a cluster that is given at deployment': `
      Parameters: { Name: { Type: String } }
      Resources:
        Cluster: { Type: AWS::RDS::DBCluster, Properties: { Engine: aurora-mysql } }
        First: { Type: AWS::RDS::DBInstance, Properties: { DBClusterIdentifier: !Ref Cluster } }
        Second: { Type: AWS::RDS::DBInstance, Properties: { DBClusterIdentifier: !Ref Name } }
    `,
  },
  notApplicable: {
    'one instance': `
      ${cluster}${member('Writer')}
    `,
  },
};
