import type { RuleSamples } from '../../support/samples.ts';

/** An instance that lets in what a rule says. */
const open = (rule: string, more = '') => `
  App:
    Type: AWS::EC2::Instance
    Properties: { InstanceType: m7g.large, SecurityGroupIds: [!Ref Open] }
  Open:
    Type: AWS::EC2::SecurityGroup
    Properties: { GroupDescription: requests, SecurityGroupIngress: [{ ${rule} }] }
  ${more}
`;
const web = 'IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 0.0.0.0/0';
/** An instance that anyone may ask, with what it does when it starts. */
const starting = (script: string) => `
  App:
    Type: AWS::EC2::Instance
    Properties:
      SecurityGroupIds: [!Ref Open]
      UserData: !Base64
        Fn::Sub: |
          #!/bin/bash
          ${script.replaceAll('\n', '\n      ')}
  Open:
    Type: AWS::EC2::SecurityGroup
    Properties: { GroupDescription: requests, SecurityGroupIngress: [{ ${web} }] }
`;

export const samples: RuleSamples = {
  pass: {
    'a virtual private network beside a group': open(
      web,
      'Group: { Type: AWS::AutoScaling::AutoScalingGroup, Properties: { MinSize: 2 } }',
    ),
    'an instance behind an API': open(web, 'Api: { Type: AWS::ApiGatewayV2::Api }'),
    'two instances that let in the same': open(
      web,
      'Other: { Type: AWS::EC2::Instance, Properties: { SecurityGroupIds: [!Ref Open] } }',
    ),
  },
  fail: {
    'what begins with a new start': starting('yum update\n    shutdown -r now'),
    'what can switch itself off, and goes on': starting('poweroff-later &\n    serve'),
    'nothing else is there': 'App: { Type: AWS::EC2::Instance }',
    'nothing else serves, by its launch template': open(web)
      .replace(
        'InstanceType: m7g.large, SecurityGroupIds: [!Ref Open]',
        'LaunchTemplate: { LaunchTemplateId: !Ref Template }',
      )
      .concat(
        '  Template: { Type: AWS::EC2::LaunchTemplate, Properties: { LaunchTemplateData: { SecurityGroupIds: [!Ref Open] } } }\n',
      ),
    'nothing else serves': open(web),
    'nothing else serves those of an address': open(
      'IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 10.0.0.0/8',
    ),
    'a function that serves nobody': open(web, 'Stop: { Type: AWS::Lambda::Function }'),
    'a database of its own, beside the web server': open(
      web,
      'Database: { Type: AWS::EC2::Instance }',
    ),
    'what is let in is said apart': `
      App:
        Type: AWS::EC2::Instance
        Properties: { NetworkInterfaces: [{ DeviceIndex: '0', GroupSet: [!GetAtt Open.GroupId] }] }
      Open: { Type: AWS::EC2::SecurityGroup, Properties: { GroupDescription: requests } }
      Rule:
        Type: AWS::EC2::SecurityGroupIngress
        Properties: { GroupId: !Ref Open, IpProtocol: '-1', CidrIpv6: '::/0' }
    `,
  },
  unknown: {
    'a launch template of another stack': `
      App:
        Type: AWS::EC2::Instance
        Properties: { LaunchTemplate: { LaunchTemplateId: !ImportValue template } }
    `,
    'a security group of another stack': `
      App:
        Type: AWS::EC2::Instance
        Properties: { SecurityGroupIds: [!ImportValue requests] }
    `,
  },
  notApplicable: {
    'a job that switches its instance off': starting(
      'mysql < schema.sql\n    sudo shutdown -h now',
    ),
    'a bastion': open('IpProtocol: tcp, FromPort: 22, ToPort: 22, CidrIp: 0.0.0.0/0'),
    'a desktop': open('IpProtocol: tcp, FromPort: 3389, ToPort: 3389, CidrIp: 192.0.2.1/32'),
    'a tool that nobody reaches': `
      App: { Type: AWS::EC2::Instance, Properties: { SecurityGroupIds: [!Ref Closed] } }
      Closed: { Type: AWS::EC2::SecurityGroup, Properties: { GroupDescription: nobody } }
    `,
    'a tool that answers pings': open(
      'IpProtocol: icmp, FromPort: -1, ToPort: -1, CidrIp: 0.0.0.0/0',
    ),
  },
};
