import { Match, Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { describe, expect, test } from 'vitest';
import { unacknowledged } from '../../support/compliance.ts';
import { clusterIn, FIRST, SECOND, secondary } from './support.ts';

describe('a proxy', () => {
  const { stack, vpc, database } = clusterIn(FIRST);
  const proxy = database.addProxy('Proxy', { users: ['shop_app', 'shop_report'] });
  proxy.connections.allowDefaultPortFrom(new ec2.SecurityGroup(stack, 'Client', { vpc }));
  const template = Template.fromStack(stack);

  test('accepts TLS and IAM authentication only, and holds no password', () => {
    template.hasResourceProperties('AWS::RDS::DBProxy', {
      EngineFamily: 'POSTGRESQL',
      RequireTLS: true,
      DefaultAuthScheme: 'IAM_AUTH',
      Auth: Match.absent(),
    });
  });

  test('AUR-12: an AZ can be lost without the proxy: it is in all of them', () => {
    template.hasResourceProperties('AWS::RDS::DBProxy', {
      VpcSubnetIds: [1, 2, 3].map((index) => ({
        Ref: Match.stringLikeRegexp(`^VpcIsolatedSubnet${index}`),
      })),
    });
  });

  test('connects as its users and nobody else', () => {
    const user = (name: string) => ({
      'Fn::Join': [
        '',
        [
          'arn:aws:rds-db:eu-west-1:',
          { Ref: 'AWS::AccountId' },
          ':dbuser:',
          { 'Fn::GetAtt': ['DatabaseB269D8BB', 'DBClusterResourceId'] },
          `/${name}`,
        ],
      ],
    });
    template.hasResourceProperties('AWS::IAM::ManagedPolicy', {
      PolicyDocument: {
        Statement: [
          {
            Action: 'rds-db:connect',
            Effect: 'Allow',
            Resource: [user('shop_app'), user('shop_report')],
          },
        ],
      },
    });
  });

  test('takes its role on behalf of this account only', () => {
    template.hasResourceProperties('AWS::IAM::Role', {
      AssumeRolePolicyDocument: {
        Statement: [
          Match.objectLike({
            Principal: { Service: 'rds.amazonaws.com' },
            Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
          }),
        ],
      },
    });
  });

  test('reaches the database, and is reached by whom it allows, on the same port', () => {
    for (const [from, to] of [
      ['Proxy', 'DatabaseSecurityGroup'],
      ['Client', 'DatabaseProxySecurityGroup'],
    ] as const) {
      template.hasResourceProperties('AWS::EC2::SecurityGroupIngress', {
        FromPort: 5432,
        GroupId: { 'Fn::GetAtt': [Match.stringLikeRegexp(`^${to}`), 'GroupId'] },
        SourceSecurityGroupId: { 'Fn::GetAtt': [Match.stringLikeRegexp(from), 'GroupId'] },
      });
    }
  });

  test('waits for an instance: without one RDS does not accept the cluster', () => {
    template.hasResource('AWS::RDS::DBProxyTargetGroup', {
      Properties: { DBClusterIdentifiers: [{ Ref: 'DatabaseB269D8BB' }] },
      DependsOn: Match.arrayWith([Match.stringLikeRegexp('^DatabaseInstance1')]),
    });
  });

  test('is clean under all packs without an acknowledgement', () => {
    expect(unacknowledged(stack).filter((line) => line.includes('/Proxy/'))).toEqual([]);
  });

  test('stands in a secondary Region too, ready for its promotion', () => {
    const standby = clusterIn(SECOND, { membership: secondary() });
    standby.database.addProxy('Proxy', { users: ['shop_app'] });
    Template.fromStack(standby.stack).resourceCountIs('AWS::RDS::DBProxy', 1);
  });
});
