import { Match, Template } from 'aws-cdk-lib/assertions';
import type { Stack } from 'aws-cdk-lib/core';
import { Token } from 'aws-cdk-lib/core';
import { beforeAll, describe, expect, test } from 'vitest';
import {
  MANAGED_RULE_GROUPS,
  WebFirewall,
  type WebFirewallProps,
} from '../../../constructs/service/index.ts';
import { testStack } from '../../support/app.ts';
import { findings } from '../../support/compliance.ts';
import { propertiesOf, testKey } from './support.ts';

const WEB_ACL = 'AWS::WAFv2::WebACL';

function define(overrides: Partial<WebFirewallProps> = {}) {
  const stack = testStack();
  const encryptionKey = testKey(stack);
  const firewall = new WebFirewall(stack, 'Firewall', { encryptionKey, ...overrides });
  return { stack, firewall, encryptionKey };
}

describe('by default', () => {
  let stack: Stack;
  let template: Template;
  let keyArn: unknown;
  beforeAll(() => {
    const defined = define();
    stack = defined.stack;
    keyArn = stack.resolve(defined.encryptionKey.keyArn);
    template = Template.fromStack(stack);
  });

  test('blocks an address that floods the service before it evaluates anything else', () => {
    const [{ Rules }] = propertiesOf(template, WEB_ACL);
    expect(Rules[0]).toMatchObject({
      Priority: 0,
      Action: { Block: {} },
      Statement: {
        RateBasedStatement: { AggregateKeyType: 'IP', EvaluationWindowSec: 300, Limit: 2000 },
      },
    });
  });

  test('evaluates every managed rule group, none of them only counting', () => {
    const [{ Rules }] = propertiesOf(template, WEB_ACL);
    expect(Rules.slice(1)).toEqual(
      Object.keys(MANAGED_RULE_GROUPS).map((name, index) =>
        expect.objectContaining({
          Name: name,
          Priority: index + 1,
          OverrideAction: { None: {} },
          Statement: { ManagedRuleGroupStatement: { VendorName: 'AWS', Name: name } },
        }),
      ),
    );
  });

  test('takes less capacity than a web ACL includes', () => {
    const rateLimit = 2;
    const groups = Object.values(MANAGED_RULE_GROUPS).reduce((sum, units) => sum + units, 0);
    expect(groups + rateLimit).toBe(1127);
    expect(groups + rateLimit).toBeLessThan(1500);
  });

  test('is Regional, and lets pass what no rule blocks', () => {
    template.hasResourceProperties(WEB_ACL, { Scope: 'REGIONAL', DefaultAction: { Allow: {} } });
  });

  test('logs under a name that AWS WAF accepts and that a retained log group does not block', () => {
    template.hasResource('AWS::Logs::LogGroup', {
      Properties: {
        LogGroupName: {
          'Fn::Join': [
            '',
            [
              Match.stringLikeRegexp('^aws-waf-logs-[0-9a-f]{8}-$'),
              { 'Fn::Select': [2, { 'Fn::Split': ['/', { Ref: 'AWS::StackId' }] }] },
            ],
          ],
        },
        KmsKeyId: keyArn,
        RetentionInDays: 365,
      },
      DeletionPolicy: 'Retain',
    });
    const [logGroup] = Object.keys(template.findResources('AWS::Logs::LogGroup'));
    template.hasResourceProperties('AWS::WAFv2::LoggingConfiguration', {
      LogDestinationConfigs: [
        {
          'Fn::Join': [
            '',
            [
              'arn:aws:logs:eu-west-1:',
              { Ref: 'AWS::AccountId' },
              ':log-group:',
              { Ref: logGroup },
            ],
          ],
        },
      ],
    });
  });

  test('keeps credentials and cookies out of the log', () => {
    template.hasResourceProperties('AWS::WAFv2::LoggingConfiguration', {
      RedactedFields: [
        { SingleHeader: { Name: 'authorization' } },
        { SingleHeader: { Name: 'cookie' } },
      ],
    });
  });

  test('complies with every pack, without an acknowledgement', () => {
    expect(findings(stack).filter(({ path }) => path.startsWith('Test/Firewall'))).toEqual([]);
  });
});

test('two firewalls of a stack log under different names', () => {
  const { stack, encryptionKey } = define();
  new WebFirewall(stack, 'Other', { encryptionKey });
  const names = propertiesOf(Template.fromStack(stack), 'AWS::Logs::LogGroup').map(
    ({ LogGroupName }) => JSON.stringify(LogGroupName),
  );
  expect(new Set(names).size).toBe(2);
});

test('a limit that is given holds, known or not', () => {
  for (const [requestsPerIpPerFiveMinutes, limit] of [
    [10, 10],
    [Token.asNumber({ Ref: 'Limit' }), { Ref: 'Limit' }],
  ] as const) {
    const [{ Rules }] = propertiesOf(
      Template.fromStack(define({ requestsPerIpPerFiveMinutes }).stack),
      WEB_ACL,
    );
    expect(Rules[0].Statement.RateBasedStatement.Limit).toEqual(limit);
  }
});

test.each([9, 0, -1, 10.5, Number.NaN, 2_000_000_001])('fails on a limit of %d', (limit) => {
  expect(() => define({ requestsPerIpPerFiveMinutes: limit })).toThrow(
    `'requestsPerIpPerFiveMinutes' must be a whole number from 10 to 2000000000, got ${limit}`,
  );
});
