import type { RuleSamples } from '../../support/samples.ts';

const profile = {
  strategy: 'active-active',
  regions: [{ name: 'eu-west-1' }, { name: 'eu-central-1' }],
} as const;
const table = (replicas: string) => ({
  profile,
  stacks: {
    'eu-west-1/Data': `
      Table: { Type: AWS::DynamoDB::GlobalTable, Properties: { Replicas: ${replicas} } }
    `,
  },
});

export const samples: RuleSamples = {
  pass: {
    'both Regions': table('[{ Region: eu-west-1 }, { Region: eu-central-1 }]'),
    'the Region that its condition names, and the other': {
      profile,
      stacks: {
        'eu-central-1/Data': `
          Parameters: { Home: { Type: String, Default: eu-west-1 } }
          Conditions: { InHome: !Equals [!Ref Home, !Ref 'AWS::Region'] }
          Resources:
            Table:
              Type: AWS::DynamoDB::GlobalTable
              Condition: InHome
              Properties: { Replicas: [{ Region: !Ref Home }, { Region: eu-west-1 }] }
        `,
      },
    },
  },
  fail: { 'one Region': table('[{ Region: eu-west-1 }]') },
  unknown: {
    'a Region that is given at deployment': {
      profile,
      stacks: {
        'eu-west-1/Data': `
          Parameters: { Other: { Type: String } }
          Resources:
            Table:
              Type: AWS::DynamoDB::GlobalTable
              Properties: { Replicas: [{ Region: eu-west-1 }, { Region: !Ref Other }] }
        `,
      },
    },
  },
  notApplicable: {
    'a strategy that nobody declared': `
      Table:
        Type: AWS::DynamoDB::GlobalTable
        Properties: { Replicas: [{ Region: eu-west-1 }] }
    `,
  },
};
