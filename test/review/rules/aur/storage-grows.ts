import type { RuleSamples } from '../../support/samples.ts';

const instance = (properties = '') => `
  Database:
    Type: AWS::RDS::DBInstance
    Properties: { Engine: postgres, AllocatedStorage: '20'${properties} }
`;

const alarm = (action: string, more = '') => `
  Topic: { Type: AWS::SNS::Topic }
  Full:
    Type: AWS::CloudWatch::Alarm
    Properties:
      Namespace: AWS/RDS
      MetricName: FreeStorageSpace
      Dimensions: [{ Name: DBInstanceIdentifier, Value: !Ref Database }]
      ComparisonOperator: LessThanThreshold
      Threshold: 2000000000
      AlarmActions: [${action}]
      ${more}
`;

export const samples: RuleSamples = {
  pass: {
    'storage that grows': instance(', MaxAllocatedStorage: 200'),
    'an alarm that acts': instance() + alarm('!Ref Topic'),
  },
  fail: {
    'neither of both': instance(),
    'an alarm without an action': instance() + alarm(''),
  },
  unknown: {
    'an alarm that may be switched off': `
      Parameters: { Acts: { Type: String } }
      Resources: ${(instance() + alarm('!Ref Topic', 'ActionsEnabled: !Ref Acts')).replaceAll('\n  ', '\n        ')}
    `,
  },
  notApplicable: {
    'a replica, which fills up as its source does': `
      Replica: { Type: AWS::RDS::DBInstance, Properties: { SourceDBInstanceIdentifier: main } }
    `,
    'an instance of a cluster':
      'Writer: { Type: AWS::RDS::DBInstance, Properties: { DBClusterIdentifier: main } }',
    Aurora: 'Writer: { Type: AWS::RDS::DBInstance, Properties: { Engine: aurora-mysql } }',
  },
};
