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

const document = (...calls: readonly string[]) => `
  Runbook:
    Type: AWS::SSM::Document
    Properties:
      DocumentType: Automation
      Content:
        schemaVersion: '0.3'
        mainSteps: [${calls.map((call) => `{ action: aws:executeAwsApi, inputs: { ${call} } }`).join(', ')}]
`;
const promote = 'Service: rds, Api: FailoverGlobalCluster';
const records = 'Service: route53, Api: ChangeResourceRecordSets';
const machine = (...calls: readonly string[]) => `
  Switch:
    Type: AWS::StepFunctions::StateMachine
    Properties:
      DefinitionString: !Sub >-
        {"StartAt":"0","States":{${calls
          .map(
            (call, i) =>
              `"${i}":{"Type":"Task","Resource":"arn:\${AWS::Partition}:states:::aws-sdk:${call}"}`,
          )
          .join(',')}}}
`;

export const samples: RuleSamples = {
  pass: {
    'a document that promotes a database alone': document(promote),
    'a state machine that promotes a database alone': machine('rds:switchoverGlobalCluster'),
    'a failover of a global database': [role(), policy("['rds:FailoverGlobalCluster']")],
    'reading records': [role(), policy("'route53:ListResourceRecordSets'")],
    'objects of buckets, by wildcards': [role(), policy("['s3:PutObject*', 's3:Get*']")],
    'a call that is denied': [role(), policy("'iam:CreateRole'", 'Deny')],
  },
  fail: {
    'a role that promotes a database and changes records': [
      role('', 'lambda'),
      policy("['rds:FailoverGlobalCluster', 'route53:ChangeResourceRecordSets']"),
    ],
    'a document that promotes a database and changes records': document(promote, records),
    'a document as a text': `
      Runbook:
        Type: AWS::SSM::Document
        Properties:
          Content: |
            mainSteps:
              - action: aws:executeAwsApi
                inputs:
                  Service: elasticache
                  Api: FailoverGlobalReplicationGroup
              - action: aws:executeAwsApi
                inputs:
                  Service: globalaccelerator
                  Api: UpdateEndpointGroup
    `,
    'a state machine that sets a routing control and creates a bucket': machine(
      'route53recoverycluster:updateRoutingControlState',
      's3:createBucket',
    ),
    'a document as a text, its keys in another order': `
      Runbook:
        Type: AWS::SSM::Document
        Properties:
          Content: |
            mainSteps:
              - action: aws:executeAwsApi
                inputs:
                  Api: FailoverGlobalCluster
                  GlobalClusterIdentifier: orders
                  Service: rds
              - action: aws:executeAwsApi
                inputs:
                  Api: ChangeResourceRecordSets
                  Service: route53
    `,
    'wildcards after the beginning of a name': [
      role('', 'lambda'),
      policy("['rds:FailoverGlobalCluster', 's3:Put*']"),
    ],
    'wildcards before the end of a name': [
      role('', 'lambda'),
      policy("['rds:FailoverGlobalCluster', 'iam:*Role']"),
    ],
    'a failover that a wildcard names': [
      role('', 'lambda'),
      policy("['rds:Failover*', 'route53:ChangeResourceRecordSets']"),
    ],
    'changing records': [role(), policy("['route53:ChangeResourceRecordSets']")],
    'everything of a service': [role(), policy("'iam:*'")],
    'a policy that the role names': `
      Role:
        Type: AWS::IAM::Role
        Properties:
          AssumeRolePolicyDocument:
            Statement: [{ Effect: Allow, Principal: { Service: arc-region-switch.amazonaws.com } }]
          ManagedPolicyArns: [!Ref Policy]
      Policy:
        Type: AWS::IAM::ManagedPolicy
        Properties:
          PolicyDocument: { Statement: [{ Effect: Allow, Action: 'iam:CreateRole', Resource: '*' }] }
    `,
    'a policy of the role itself': role(inline('cloudfront:UpdateDistribution')),
  },
  unknown: {
    'a policy of AWS': role('ManagedPolicyArns: [arn:aws:iam::aws:policy/AdministratorAccess]'),
    'everything but what is named': [
      role(),
      `
      Policy:
        Type: AWS::IAM::ManagedPolicy
        Properties:
          Roles: [!Ref Role]
          PolicyDocument: { Statement: [{ Effect: Allow, NotAction: 'ec2:*', Resource: '*' }] }
      `,
    ],
    'a document of which a step is given at deployment': `
      Parameters: { Next: { Type: String } }
      Resources:
        Runbook:
          Type: AWS::SSM::Document
          Properties: { Content: { mainSteps: [{ inputs: { ${promote} } }, !Ref Next] } }
    `,
    'actions that are given at deployment': [
      'Parameters: { Actions: { Type: CommaDelimitedList } }\nResources: {}',
      role(),
      policy('!Ref Actions'),
    ],
  },
  notApplicable: {
    'a document that changes records, for whatever else': document(records),
    'a role that may do everything of databases': [
      role('', 'lambda'),
      policy("['rds:*', 'route53:ChangeResourceRecordSets']"),
    ],
    'a role for something else': [role('', 'lambda'), policy("'route53:ChangeResourceRecordSets'")],
  },
};
