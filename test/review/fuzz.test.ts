// biome-ignore-all lint/suspicious/noTemplateCurlyInString: CloudFormation writes ${Name} in plain texts.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { graphOf, InputError, type ResourceGraph } from '../../lib/assembly/index.ts';
import { review } from '../../lib/review/engine.ts';
import { createProfile, type ProfileOptions } from '../../lib/review/profile.ts';
import { FORMATS } from '../../lib/review/reports/index.ts';
import { createReport } from '../../lib/review/reports/report.ts';
import { rules } from '../../lib/review/rules/index.ts';
import { allSamples } from './support/all-samples.ts';
import { type Scene, toScene } from './support/samples.ts';

const scenes: readonly Scene[] = (await allSamples()).flatMap(({ samples }) => {
  const unknowns = typeof samples.unknown === 'string' ? {} : samples.unknown;
  const named = { ...samples.pass, ...samples.fail, ...unknowns, ...samples.notApplicable };
  return Object.values(named).map(toScene);
});

/** What nobody writes, and what nobody expects where it is written. */
const junk: readonly unknown[] = [
  ...[null, '', 'x', -1, 0, 1.5, 1e99, true, 'NaN', '__proto__', 'constructor', '${', 'arn:'],
  ...[[], {}, [null], [[]], [{}], { Key: 'x' }, [{ Key: 'x' }], { x: [{}] }],
  { Ref: 'Nothing' },
  { Ref: 'AWS::NoValue' },
  { 'Fn::GetAtt': ['Nothing', 'Arn'] },
  { 'Fn::If': ['Nothing', 1, { Ref: 'AWS::NoValue' }] },
  { 'Fn::Select': [9, { 'Fn::GetAZs': '' }] },
  { 'Fn::Split': [',', 'a,b'] },
  { 'Fn::ImportValue': 'nothing' },
  { 'Fn::Sub': '${Nothing.Arn}-x' },
  { 'Fn::Join': ['', ['a', { Ref: 'Nothing' }]] },
  { 'Fn::Transform': { Name: 'AWS::Include' } },
  '{{resolve:ssm:/nothing}}',
];

interface Break {
  /** Which of a value's parts to go into, as long as there are any. */
  readonly steps: readonly number[];
  /** Which junk to put there; the first index beyond it removes the part. */
  readonly junk: number;
}

const breaks = fc.array(
  fc.record({
    steps: fc.array(fc.nat(12), { minLength: 1, maxLength: 7 }),
    junk: fc.nat(junk.length),
  }),
  { minLength: 1, maxLength: 4 },
);

function broken(value: unknown, { steps, junk: index }: Break): unknown {
  const [step, ...rest] = steps;
  const isOver = step === undefined || typeof value !== 'object' || value === null;
  if (isOver) return junk[index];
  const keys = Object.keys(value);
  const key = keys[step % Math.max(keys.length, 1)];
  if (key === undefined) return junk[index];
  const copy = structuredClone(value) as Record<string, unknown>;
  if (rest.length === 0 && index === junk.length) delete copy[key];
  else copy[key] = broken(copy[key], { steps: rest, junk: index });
  return copy;
}

/** Breaks the resources of a scene; undefined if the reader refuses what is left. */
function graphOfBroken({ stacks }: Scene, changes: readonly Break[]): ResourceGraph | undefined {
  const changed = stacks.map(({ template, ...stack }) => {
    const resources = changes.reduce<unknown>(broken, template.Resources);
    return { ...stack, template: { ...template, Resources: resources } };
  });
  try {
    return graphOf(...changed);
  } catch (error) {
    if (error instanceof InputError) return undefined;
    throw error;
  }
}

function reportOn(graph: ResourceGraph, options: ProfileOptions) {
  const profile = createProfile(options, graph);
  const result = review({ graph, rules, profile, today: '2026-01-01' });
  return createReport({ graph, problems: [], review: result, profile, root: '/' });
}

test('no template breaks a rule or a report', () => {
  fc.assert(
    fc.property(fc.constantFrom(...scenes), breaks, (scene, changes) => {
      const graph = graphOfBroken(scene, changes);
      fc.pre(graph !== undefined);
      const report = reportOn(graph, { strategy: 'warm-standby', ...scene.profile });
      const failures = report.findings.filter(({ message }) =>
        /could not be evaluated/.test(message),
      );
      expect(failures.map(({ ruleId, message }) => `${ruleId} ${message}`)).toEqual([]);
      for (const format of Object.values(FORMATS)) expect(format(report)).not.toBe('');
    }),
    { numRuns: Number(process.env.FUZZ_RUNS ?? 150) },
  );
});

test('no sample of a rule breaks another rule, or depends on the order of the stacks', () => {
  for (const { stacks, profile } of scenes) {
    const digest = (graph: ResourceGraph) =>
      reportOn(graph, profile)
        .findings.map(({ ruleId, status, path, message }) =>
          [ruleId, status, path, message].join(' '),
        )
        .toSorted();
    const findings = digest(graphOf(...stacks));
    expect(findings.filter((line) => line.includes('could not be evaluated'))).toEqual([]);
    const judgements = (lines: readonly string[]) =>
      lines.map((line) => line.split(' ').slice(0, 2).join(' '));
    expect(judgements(digest(graphOf(...stacks.toReversed())))).toEqual(judgements(findings));
  }
});
