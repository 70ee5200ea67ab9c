import type { RuleSamples } from '../../support/samples.ts';

const pair = (source: string, replica: string) => `
  Source: { Type: AWS::RDS::DBInstance, Properties: { ${source} } }
  Replica: { Type: AWS::RDS::DBInstance, Properties: { SourceDBInstanceIdentifier: !Ref Source, ${replica} } }
`;

export const samples: RuleSamples = {
  pass: {
    'two zones': pair('AvailabilityZone: eu-west-1a', 'AvailabilityZone: eu-west-1b'),
  },
  fail: {
    'one zone': pair('AvailabilityZone: eu-west-1a', 'AvailabilityZone: eu-west-1a'),
    'one zone, whichever it is': pair(
      "AvailabilityZone: !Select [0, !GetAZs '']",
      "AvailabilityZone: !Select [0, !GetAZs '']",
    ),
  },
  unknown: {
    'a zone by its name, and one by its place': pair(
      'AvailabilityZone: eu-west-1a',
      "AvailabilityZone: !Select [0, !GetAZs '']",
    ),
    'a zone that is given at deployment': `
      Parameters: { Zone: { Type: String } }
      Resources:
        ${pair('AvailabilityZone: eu-west-1a', 'AvailabilityZone: !Ref Zone').trim().replaceAll('\n  ', '\n        ')}
    `,
  },
  notApplicable: {
    'a zone that RDS chooses': pair(
      'AvailabilityZone: eu-west-1a',
      'DBInstanceClass: db.m6g.large',
    ),
    'a source with a standby': pair('MultiAZ: true', 'AvailabilityZone: eu-west-1a'),
    'a replica with a standby of its own': pair(
      'AvailabilityZone: eu-west-1a',
      'MultiAZ: true, AvailabilityZone: eu-west-1a',
    ),
    'a source elsewhere': `
      Replica: { Type: AWS::RDS::DBInstance, Properties: { SourceDBInstanceIdentifier: 'arn:aws:rds:us-east-1:111122223333:db:source', AvailabilityZone: eu-west-1a } }
    `,
  },
};
