import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import * as assembly from '../../lib/assembly/index.ts';
import { review } from './example.ts';

const folder = new URL('../../lib/assembly/', import.meta.url);
const readme = readFileSync(new URL('README.md', folder), 'utf8');

test('the example in the README is the one that runs here', () => {
  const example = readFileSync(new URL('example.ts', import.meta.url), 'utf8');
  expect(readme).toContain(example);
});

test('the example finds a group that cannot fill its zones', () => {
  const subnet = (zone: string) => ({
    Type: 'AWS::EC2::Subnet',
    Properties: { AvailabilityZone: zone },
  });
  const group = {
    Type: 'AWS::AutoScaling::AutoScalingGroup',
    Properties: {
      MinSize: { 'Fn::If': ['IsProd', '3', 1] },
      VPCZoneIdentifier: [{ Ref: 'A' }, { Ref: 'B' }],
    },
  };
  const graph = assembly.graphOf({
    name: 'app',
    template: {
      Parameters: { Stage: { Type: 'String' } },
      Conditions: { IsProd: { 'Fn::Equals': [{ Ref: 'Stage' }, 'prod'] } },
      Resources: { Group: group, A: subnet('eu-west-1a'), B: subnet('eu-west-1b') },
    },
  });
  expect(review(graph).map((line) => line.replace(/^app:\d+ /, ''))).toEqual([
    'Group pass IsProd=true',
    'Group fail IsProd=false',
  ]);
});

test('every name in the README’s code is there', () => {
  const calls = [...readme.matchAll(/`(as[A-Z]\w+|explore|load|graphOf|targetOf|zonesOf\w+)\b/g)];
  const names = new Set(calls.map(([, name]) => name ?? ''));
  expect(names.size).toBeGreaterThan(9);
  for (const name of names) expect(assembly).toHaveProperty(name);
});

test('nothing here imports what writes templates', () => {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const sources = files.filter((file) => file.endsWith('.ts'));
  expect(sources.length).toBeGreaterThan(30);
  const imports = sources.flatMap((file) => {
    const text = readFileSync(new URL(file, folder), 'utf8');
    return [...text.matchAll(/from '([^']+)'/g)].map(([, name]) => name ?? '');
  });
  const foreign = imports.filter((name) => !/^(?:\.{1,2}\/|node:)/.test(name));
  expect(new Set(foreign)).toEqual(new Set(['yaml']));
  const outside = imports.filter((name) => name.startsWith('../../'));
  expect(new Set(outside)).toEqual(new Set(['../../validation/index.ts']));
});
