import { subnets } from '../../support/parts.ts';
import type { RuleSamples } from '../../support/samples.ts';

const launching = (key: string) => [
  subnets(),
  `
      Group:
        Type: AWS::AutoScaling::AutoScalingGroup
        Properties:
          MinSize: 3
          MaxSize: 6
          VPCZoneIdentifier: [!Ref SubnetA, !Ref SubnetB, !Ref SubnetC]
          LaunchTemplate: { LaunchTemplateId: !Ref Template, Version: !GetAtt Template.LatestVersionNumber }
      Template:
        Type: AWS::EC2::LaunchTemplate
        Properties: { LaunchTemplateData: { BlockDeviceMappings: [{ DeviceName: /dev/xvda, Ebs: { KmsKeyId: ${key} } }] } }
    `,
];
const policy = (principal: string) => `
      Key:
        Type: AWS::KMS::Key
        Properties: { KeyPolicy: { Statement: [{ Effect: Allow, Principal: { AWS: !Sub 'arn:aws:iam::\${AWS::AccountId}:${principal}' }, Action: 'kms:*', Resource: '*' }] } }
    `;
const linked = 'role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling';

export const samples: RuleSamples = {
  pass: {
    'a key for the role, through EC2': [
      ...launching('!GetAtt Key.Arn'),
      `
      Key:
        Type: AWS::KMS::Key
        Properties:
          KeyPolicy:
            Statement:
              - Effect: Allow
                Principal: { AWS: '*' }
                Action: kms:*
                Resource: '*'
                Condition:
                  StringEquals: { kms:CallerAccount: !Ref AWS::AccountId, kms:ViaService: !Sub 'ec2.\${AWS::Region}.amazonaws.com' }
                  ArnLike: { aws:PrincipalArn: !Sub 'arn:aws:iam::\${AWS::AccountId}:${linked}*' }
      `,
    ],
    'a key that lets Auto Scaling in': [...launching('!GetAtt Key.Arn'), policy(linked)],
    'the key that AWS manages': launching('alias/aws/ebs'),
    'room for the share of a zone': [
      subnets(),
      `
      Group:
        Type: AWS::AutoScaling::AutoScalingGroup
        Properties: { MinSize: '6', MaxSize: '8', VPCZoneIdentifier: [!Ref SubnetA, !Ref SubnetB, !Ref SubnetC] }
    `,
    ],
    'an empty group': [
      subnets(),
      `
      Group:
        Type: AWS::AutoScaling::AutoScalingGroup
        Properties: { MinSize: 0, MaxSize: 0, VPCZoneIdentifier: [!Ref SubnetA, !Ref SubnetB, !Ref SubnetC] }
    `,
    ],
  },
  fail: {
    'a key for the account alone': [...launching('!GetAtt Key.Arn'), policy('root')],
    'room for one where a zone has two': [
      subnets(),
      `
      Group:
        Type: AWS::AutoScaling::AutoScalingGroup
        Properties: { MinSize: 6, MaxSize: 7, VPCZoneIdentifier: [!Ref SubnetA, !Ref SubnetB, !Ref SubnetC] }
    `,
    ],
    'no room': [
      subnets(),
      `
      Group:
        Type: AWS::AutoScaling::AutoScalingGroup
        Properties: { MinSize: 3, MaxSize: 3, VPCZoneIdentifier: [!Ref SubnetA, !Ref SubnetB, !Ref SubnetC] }
    `,
    ],
    'room for one where a zone may have two of four': [
      subnets(),
      `
      Group:
        Type: AWS::AutoScaling::AutoScalingGroup
        Properties: { MinSize: 4, MaxSize: 5, VPCZoneIdentifier: [!Ref SubnetA, !Ref SubnetB, !Ref SubnetC] }
      `,
    ],
  },
  unknown: {
    'a key of somebody else': launching('arn:aws:kms:eu-west-1:111122223333:key/1'),
    'subnets that are known at deployment only': `
      Parameters: { Subnets: { Type: 'List<AWS::EC2::Subnet::Id>' } }
      Resources:
        Group:
          Type: AWS::AutoScaling::AutoScalingGroup
          Properties: { VPCZoneIdentifier: !Ref Subnets, MinSize: 4, MaxSize: 5 }
    `,
    'a maximum that is given at deployment': [
      subnets(),
      `
      Parameters: { Size: { Type: String } }
      Resources:
        Group:
          Type: AWS::AutoScaling::AutoScalingGroup
          Properties: { VPCZoneIdentifier: [!Ref SubnetA, !Ref SubnetB, !Ref SubnetC], MinSize: 3, MaxSize: !Ref Size }
    `,
    ],
  },
};
