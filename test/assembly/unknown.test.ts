// biome-ignore-all lint/suspicious/noTemplateCurlyInString: CloudFormation writes ${Name} in plain texts.
import { describe, expect, test } from 'vitest';
import { graphOf, MAX_TEXT_LENGTH } from '../../lib/assembly/index.ts';
import { open, queue, queueArn, resolve } from './resolved.ts';
import { nodeOf } from './support.ts';

describe('unknown, with the reason', () => {
  test.each([
    ['a parameter without a default', open, 'parameter', 'parameter Open has no default'],
    [
      'a public SSM parameter',
      { Ref: 'Ami' },
      'ssm',
      'the public parameter /aws/service/ami is read at deployment',
    ],
    [
      'an SSM parameter elsewhere',
      '{{resolve:ssm:/other}}',
      'ssm',
      'no parameter /other in eu-west-1 of account 123456789012 is part of the input',
    ],
    [
      'a secure SSM parameter',
      '{{resolve:ssm-secure:/x:1}}',
      'ssm',
      'a value of ssm-secure is known at deployment only',
    ],
    [
      'a secret elsewhere',
      '{{resolve:secretsmanager:other}}',
      'secretsmanager',
      'the secret other is read at deployment',
    ],
    [
      'an export elsewhere',
      { 'Fn::ImportValue': 'x' },
      'import',
      'no stack of the input exports x in eu-west-1 of account 123456789012',
    ],
    [
      'an export of an unknown name',
      { 'Fn::ImportValue': open },
      'import',
      'the name of an export is known at deployment only',
    ],
    [
      'an output elsewhere',
      { 'Fn::GetStackOutput': { StackName: 's', OutputName: 'o', Region: 'us-east-1' } },
      'weak',
      'no stack s in us-east-1 of account 123456789012 is part of the input',
    ],
    [
      'an output of an unknown stack',
      { 'Fn::GetStackOutput': { StackName: open, OutputName: 'o' } },
      'weak',
      'the stack or the output is known at deployment only',
    ],
    [
      'an undefined name',
      { Ref: 'Nobody' },
      'undefined',
      'app has no parameter or resource Nobody',
    ],
    [
      'a member of every object',
      { Ref: 'constructor' },
      'undefined',
      'app has no parameter or resource constructor',
    ],
    [
      'an attribute of nothing',
      { 'Fn::GetAtt': ['Nobody', 'Arn'] },
      'undefined',
      'app has no resource Nobody',
    ],
    [
      'a missing mapping',
      { 'Fn::FindInMap': ['Sizes', 'prod', 'min'] },
      'undefined',
      'app has no mapping Sizes.prod.min',
    ],
    [
      'a mapping by an unknown key',
      { 'Fn::FindInMap': ['Sizes', { Ref: 'AWS::StackId' }, 'min'] },
      'parameter',
      'the key of a mapping is known at deployment only',
    ],
    [
      'a macro',
      { 'Fn::Transform': { Name: 'M' } },
      'function',
      'Fn::Transform is decided at deployment',
    ],
    [
      'an unknown function',
      { 'Fn::Nothing': queue },
      'function',
      'Fn::Nothing is decided at deployment',
    ],
    [
      'the ID of the stack',
      { Ref: 'AWS::StackId' },
      'environment',
      'AWS::StackId of app is known at deployment only',
    ],
    [
      'an index beyond the list',
      { 'Fn::Select': [3, [1]] },
      'invalid',
      'Fn::Select takes item 3 of 1',
    ],
    [
      'a list attribute',
      { 'Fn::Select': [0, { 'Fn::GetAtt': 'Vpc.CidrBlocks' }] },
      'attribute',
      'the list to select from is known at deployment only',
    ],
    [
      'an ARN that is split',
      { 'Fn::Split': [':', queueArn] },
      'attribute',
      'the text to split is known at deployment only',
    ],
    [
      'an IPv6 Fn::Cidr',
      { 'Fn::Cidr': ['2001:db8::/56', 2, 64] },
      'attribute',
      'the block of Fn::Cidr is known at deployment only',
    ],
    [
      'an Fn::Cidr that does not fit',
      { 'Fn::Cidr': ['10.0.0.0/24', 3, 7] },
      'attribute',
      'the block of Fn::Cidr is known at deployment only',
    ],
    ['a list inside a text', { 'Fn::Sub': '${Names}' }, 'invalid', 'a list inside a string'],
    [
      'Fn::Join of one argument',
      { 'Fn::Join': ['-'] },
      'invalid',
      'a function of two arguments is given a list',
    ],
    ['Ref of a list', { Ref: ['a'] }, 'invalid', 'Ref is given a list'],
    ['Fn::If of two', { 'Fn::If': ['Always', 1] }, 'invalid', 'Fn::If is given a list'],
    ['Fn::Sub of a mapping', { 'Fn::Sub': {} }, 'invalid', 'Fn::Sub is given no text'],
  ])('%s', (_, value, code, reason) => {
    expect(resolve(value)).toMatchObject({ kind: 'unknown', code, reason });
  });

  test('keeps what it is computed from', () => {
    expect(resolve({ 'Fn::Split': [':', queueArn] })).toMatchObject({
      operands: [{ kind: 'reference', attribute: 'Arn' }],
    });
  });

  test('pseudo parameters of an unknown environment name themselves', () => {
    const graph = graphOf({
      template: { Resources: { A: { Type: 'T', Properties: { P: { Ref: 'AWS::Region' } } } } },
    });
    expect(graph.get(nodeOf(graph, 'A'), 'P')).toMatchObject({
      code: 'environment',
      subject: 'AWS::Region',
    });
  });

  test('a condition that is not there decides nothing', () => {
    expect(resolve({ 'Fn::If': ['Nowhere', 1, 2] })).toMatchObject({
      kind: 'branches',
      condition: 'Nowhere',
    });
  });

  test('a text beyond the limit', () => {
    const value = 'x'.repeat(MAX_TEXT_LENGTH / 2);
    expect(resolve({ 'Fn::Join': ['', [value, value, 'x']] })).toMatchObject({ code: 'limit' });
  });
});
