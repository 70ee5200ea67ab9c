import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cdkContext } from '../support/app.ts';

const root = join(import.meta.dirname, '../..');
const hasSystemd = spawnSync('systemd-analyze', ['--version']).status === 0;
let folder: string;
// biome-ignore lint/suspicious/noExplicitAny: JSON of unknown shape
let resources: readonly any[];

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'evenkeel-image-'));
  const out = join(folder, 'out');
  const args = ['--conditions=evenkeel-source', join(root, 'examples/image.ts')];
  execFileSync(process.execPath, args, {
    cwd: root,
    env: {
      PATH: process.env.PATH,
      CDK_OUTDIR: out,
      CDK_CONTEXT_JSON: JSON.stringify(cdkContext),
      CDK_VALIDATION: 'false',
    },
  });
  resources = globSync('**/*.template.json', { cwd: out }).flatMap((file) =>
    Object.values(JSON.parse(readFileSync(join(out, file), 'utf8')).Resources ?? {}),
  );
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true }));

const ofType = (type: string) =>
  resources.filter(({ Type }) => Type === type).map(({ Properties }) => Properties);
const text = (value: unknown) => JSON.stringify(value);

/** What the instances run, up to where the architecture goes on, with a folder in the place of the root. */
function script(): string {
  const parts = ofType('AWS::EC2::LaunchTemplate').map(
    ({ LaunchTemplateData }) => LaunchTemplateData.UserData['Fn::Base64'],
  );
  const [userData] = parts.map((part) =>
    typeof part === 'string'
      ? part
      : part['Fn::Join'][1]
          .map((each: unknown) => (typeof each === 'string' ? each : 'X'))
          .join(''),
  );
  const begin = userData.indexOf('until dnf install');
  const end = userData.indexOf('systemctl enable --now image.service');
  return userData.slice(begin, end).replaceAll('/etc/', `${folder}/`);
}

test('the image is pulled by its digest, and told what a folder is told', () => {
  const log = join(folder, 'log');
  const write = (name: string, body: string) => {
    writeFileSync(join(folder, name), `#!/bin/bash\necho "${name} $*" >> ${log}\n${body}\n`);
    chmodSync(join(folder, name), 0o755);
  };
  // The lock is held by somebody else at first.
  write('dnf', `[ "$(grep -c ^dnf ${log})" -gt 1 ]`);
  write('sleep', '');
  write('systemctl', '');
  write('docker', '[ "$1" != login ] || cat > /dev/null');
  write(
    'aws',
    `case "$*" in
  *get-caller-identity*) echo 111122223333 ;;
  *get-parameters-by-path*) printf '/shop/database/writer-endpoint\\twriter.example\\n/shop/queue/url\\thttps://q\\n' ;;
esac`,
  );
  execFileSync('mkdir', ['-p', join(folder, 'systemd/system')]);
  execFileSync('bash', ['--norc', '-c', `set -euo pipefail\n${script()}`], {
    env: {
      PATH: `${folder}:${process.env.PATH}`,
      AWS_REGION: 'eu-west-1',
      LOG_GROUP_NAME: 'web',
      PORT: '8080',
    },
  });
  const image = /shop@sha256:[0-9a-f]{64}/.exec(script())?.[0];
  const registry = '111122223333.dkr.ecr.eu-west-1.amazonaws.com';
  const calls = readFileSync(log, 'utf8').split('\n');
  expect(calls.filter((call) => call === 'dnf install -y docker')).toHaveLength(2);
  expect(calls).toContain(`docker login --username AWS --password-stdin ${registry}`);
  expect(calls).toContain(`docker pull ${registry}/${image}`);
  expect(readFileSync(join(folder, 'image.env'), 'utf8').trim().split('\n')).toEqual([
    `IMAGE=${registry}/${image}`,
    'AWS_REGION=eu-west-1',
    'LOG_GROUP_NAME=web',
    'PORT=8080',
    'DATABASE_WRITER_ENDPOINT=writer.example',
    'QUEUE_URL=https://q',
  ]);
  const unit = readFileSync(join(folder, 'systemd/system/image.service'), 'utf8');
  expect(unit).toContain('--network host');
  if (!hasSystemd) return;
  const verified = join(folder, 'verified.service');
  // Docker is not installed here.
  const here = unit
    .replaceAll('/usr/bin/docker', '/bin/true')
    .replace(/^(?:After|Requires)=.*$/gm, '');
  writeFileSync(verified, here);
  const { stderr } = spawnSync('systemd-analyze', ['verify', verified], { encoding: 'utf8' });
  expect(stderr.split('\n').filter((line) => line.includes('verified.service'))).toEqual([]);
});

test('instances keep a hop limit of 1, may pull that repository, and reach the registry', () => {
  for (const { LaunchTemplateData } of ofType('AWS::EC2::LaunchTemplate')) {
    expect(LaunchTemplateData.MetadataOptions.HttpPutResponseHopLimit ?? 1).toBe(1);
  }
  const statements = ofType('AWS::IAM::ManagedPolicy').flatMap(
    ({ PolicyDocument }) => PolicyDocument.Statement,
  );
  const pulls = statements.filter(({ Action }) => text(Action).includes('ecr:BatchGetImage'));
  // Web and workers, in two Regions.
  expect(pulls).toHaveLength(4);
  for (const { Resource } of pulls) expect(text(Resource)).toMatch(/:repository\/shop"/);
  const endpoints = ofType('AWS::EC2::VPCEndpoint');
  for (const region of ['eu-west-1', 'eu-central-1']) {
    expect(text(endpoints)).toContain(`${region}.ecr.dkr`);
    expect(text(endpoints)).toContain(`prod-${region}-starport-layer-bucket/*`);
  }
});
