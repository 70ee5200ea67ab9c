import type { RuleSamples } from '../../support/samples.ts';

const role = (policies = '', service = 'arc-region-switch') => `
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Statement: [{ Effect: Allow, Principal: { Service: ${service}.amazonaws.com } }]
      ${policies}
`;
const policy = (action: string, effect = 'Allow') => `
  Policy:
    Type: AWS::IAM::ManagedPolicy
    Properties:
      Roles: [!Ref Role]
      PolicyDocument: { Statement: [{ Effect: ${effect}, Action: ${action}, Resource: '*' }] }
`;
const inline = (action: string) =>
  `Policies: [{ PolicyDocument: { Statement: { Effect: Allow, Action: '${action}' } } }]`;

export const samples: RuleSamples = {
  pass: {
    'a failover of a global database': [role(), policy("['rds:FailoverGlobalCluster']")],
    'reading records': [role(), policy("'route53:ListResourceRecordSets'")],
    'a call that is denied': [role(), policy("'iam:CreateRole'", 'Deny')],
  },
  fail: {
    'changing records': [role(), policy("['route53:ChangeResourceRecordSets']")],
    'everything of a service': [role(), policy("'iam:*'")],
    'a policy of the role itself': role(inline('cloudfront:UpdateDistribution')),
  },
  unknown: {
    'actions that are given at deployment': [
      'Parameters: { Actions: { Type: CommaDelimitedList } }\nResources: {}',
      role(),
      policy('!Ref Actions'),
    ],
  },
  notApplicable: {
    'a role for something else': [role('', 'lambda'), policy("'route53:ChangeResourceRecordSets'")],
  },
};
