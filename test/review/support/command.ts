import { join } from 'node:path';
import { Writable } from 'node:stream';
import { main } from '../../../bin/cli/main.ts';
import { folderOf } from '../../assembly/support.ts';
import { type Sample, toScene } from './samples.ts';

class Sink extends Writable {
  text = '';
  isTTY = false;
  override _write(chunk: Buffer, _: string, done: () => void): void {
    this.text += chunk;
    done();
  }
}

/** Runs a command line in this process. */
export function run(
  cwd: string,
  args: readonly string[],
  options: { isTTY?: boolean; env?: object } = {},
) {
  const stdout = new Sink();
  const stderr = new Sink();
  stdout.isTTY = options.isTTY ?? false;
  stderr.isTTY = options.isTTY ?? false;
  const env = { ...options.env } as Record<string, string>;
  const code = main(args, { stdout, stderr, env, cwd, today: '2026-01-01' });
  return { code, out: stdout.text, err: stderr.text };
}

/** What `evenkeel review` says about a folder, rule by rule. */
export interface Reviewed {
  /** `HA-ASG-1 Group`: the rules that fail or do not know, each with the resource. */
  readonly failed: readonly string[];
  readonly unknown: readonly string[];
  /** How many resources each rule passes. */
  readonly passed: Readonly<Record<string, number>>;
}

interface JsonReport {
  readonly findings: readonly { ruleId: string; status: string; logicalId?: string }[];
  readonly coverage: readonly { ruleId: string; pass: number }[];
}

/** Reviews a cloud assembly by the command that users run. */
export function reviewFolder(folder: string, ...args: string[]): Reviewed {
  const { out, err } = run(folder, ['review', folder, '--format', 'json', ...args]);
  if (err !== '') throw new Error(err);
  const { findings, coverage }: JsonReport = JSON.parse(out);
  const named = (status: string) =>
    findings
      .filter((finding) => finding.status === status)
      .map(({ ruleId, logicalId = '-' }) => `${ruleId} ${logicalId}`);
  return {
    failed: named('fail'),
    unknown: named('unknown'),
    passed: Object.fromEntries(coverage.map(({ ruleId, pass }) => [ruleId, pass])),
  };
}

/** Writes templates as the cloud assembly of an app, and reviews it. */
export function reviewSample(sample: Sample): Reviewed {
  const { stacks, profile } = toScene(sample);
  const artifacts = stacks.map(({ name = 'App', region }) => [
    name + region,
    {
      type: 'aws:cloudformation:stack',
      environment: `aws://unknown-account/${region ?? 'unknown-region'}`,
      properties: { templateFile: `${name}${region}.template.json`, stackName: name },
    },
  ]);
  const folder = folderOf({
    'manifest.json': { version: '55.0.0', artifacts: Object.fromEntries(artifacts) },
    'ha.json': profile,
    ...Object.fromEntries(
      stacks.map(({ name = 'App', region, template }) => [
        `${name}${region}.template.json`,
        template,
      ]),
    ),
  });
  return reviewFolder(folder, '--config', join(folder, 'ha.json'));
}
