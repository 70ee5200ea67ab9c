import type { RuleSamples } from '../../support/samples.ts';
import { global, instance, primary, regions, secondary } from './parts.ts';

const classes = (own: string, other: string) =>
  regions(
    'warm-standby',
    [global, primary(), instance('One', '!Ref Primary', `DBInstanceClass: ${own}`)],
    [secondary(), instance('Two', '!Ref Secondary', `DBInstanceClass: ${other}`)],
  );
const clusters = (own: string, other: string) =>
  regions('warm-standby', [global, primary(own)], secondary(other));
const capacity = (max: string) => `ServerlessV2ScalingConfiguration: { MaxCapacity: ${max} }`;

const parameters = (own: string, other: string) => {
  const group = (values: string) => `
    Settings:
      Type: AWS::RDS::DBClusterParameterGroup
      Properties: { Family: aurora-postgresql17, Parameters: { ${values} } }
  `;
  const use = 'DBClusterParameterGroupName: !Ref Settings';
  return regions(
    'warm-standby',
    [global, primary(use), group(own)],
    [secondary(use), group(other)],
  );
};

export const samples: RuleSamples = {
  pass: {
    'the same class': classes('db.r7g.large', 'db.r7g.large'),
    'a larger one': classes('db.r7g.2xlarge', 'db.r7g.4xlarge'),
    'the same version': clusters("EngineVersion: '17.7'", "EngineVersion: '17.7'"),
    'the same parameters': parameters("rds.force_ssl: '1'", 'rds.force_ssl: 1'),
    'as much capacity': clusters(capacity('16'), capacity("'16.0'")),
  },
  fail: {
    'a smaller class': classes('db.r7g.xlarge', 'db.r7g.large'),
    'a smaller multiple': classes('db.r7g.16xlarge', 'db.r7g.2xlarge'),
    'another version': clusters("EngineVersion: '17.7'", "EngineVersion: '17.4'"),
    'other parameters': parameters("rds.force_ssl: '1'", "rds.force_ssl: '0'"),
    'a parameter less': parameters("rds.force_ssl: '1', work_mem: 64", "rds.force_ssl: '1'"),
    'less capacity': clusters(capacity('16'), capacity('9')),
  },
  unknown: {
    'a parameter that is given at deployment': parameters(
      "rds.force_ssl: '1'",
      'rds.force_ssl: !GetAtt Made.Value',
    ),
    'another family': classes('db.r7g.large', 'db.t4g.large'),
    'a class that is given at deployment': regions(
      'warm-standby',
      [global, primary(), instance('One', '!Ref Primary', 'DBInstanceClass: db.r7g.large')],
      [
        'Parameters: { Class: { Type: String } }\nResources: {}',
        secondary(),
        instance('Two', '!Ref Secondary', 'DBInstanceClass: !Ref Class'),
      ],
    ),
  },
  notApplicable: {
    'a version that neither states': regions('warm-standby', [global, primary()], secondary()),
    'a cluster of its own': primary(),
  },
};
