import type { RuleSamples } from '../../support/samples.ts';

const store = (type: string, properties = '') =>
  `Store: { Type: ${type}, Properties: { ${properties} } }`;

export const samples: RuleSamples = {
  pass: {
    'two weeks of DocumentDB': store('AWS::DocDB::DBCluster', 'BackupRetentionPeriod: 14'),
    'a week of MemoryDB': store('AWS::MemoryDB::Cluster', "SnapshotRetentionLimit: '7'"),
    'a month of Redshift': store('AWS::Redshift::Cluster', 'AutomatedSnapshotRetentionPeriod: 30'),
  },
  fail: {
    'the one day of Neptune': store('AWS::Neptune::DBCluster'),
    'none of MemoryDB': store('AWS::MemoryDB::Cluster'),
    'none of Redshift, as chosen': store(
      'AWS::Redshift::Cluster',
      'AutomatedSnapshotRetentionPeriod: 0',
    ),
    'less than is promised': {
      profile: { floors: { backupRetentionDays: 30 } },
      stacks: { 'eu-west-1/App': store('AWS::DocDB::DBCluster', 'BackupRetentionPeriod: 14') },
    },
  },
  unknown: {
    'days that are given at deployment': [
      'Parameters: { Days: { Type: Number } }\nResources: {}',
      store('AWS::DocDB::DBCluster', 'BackupRetentionPeriod: !Ref Days'),
    ],
  },
  notApplicable: {
    'a cluster of a global one': store('AWS::DocDB::DBCluster', 'GlobalClusterIdentifier: orders'),
  },
};
