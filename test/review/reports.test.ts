import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { graphOf } from '../../lib/assembly/index.ts';
import { VERSION } from '../../lib/formats/index.ts';
import { review } from '../../lib/review/engine.ts';
import { createProfile } from '../../lib/review/profile.ts';
import { FORMATS, type Format } from '../../lib/review/reports/index.ts';
import { createReport, type Report } from '../../lib/review/reports/report.ts';
import { rules as allRules } from '../../lib/review/rules/index.ts';
import { aur5, reviewed } from './support/reviewed.ts';

const root = join(import.meta.dirname, '..', '..');
const json = (path: string) => JSON.parse(readFileSync(join(root, path), 'utf8'));

function validate(schema: string, value: unknown): unknown {
  const check = new Ajv2020({ allErrors: true }).compile(json(schema));
  check(value);
  return check.errors ?? [];
}

const report = reviewed();
const text = (format: Format) => FORMATS[format](report);

/** A report on one cluster without protection, with a name of the test's choice. */
function reportOn(logicalId: string, reason = 'why'): Report {
  const template = { Resources: { [logicalId]: { Type: 'AWS::RDS::DBCluster' } } };
  const graph = graphOf({ name: 'App', region: 'eu-west-1', template });
  const profile = createProfile({}, graph);
  const acknowledgements = [{ rule: 'HA-AUR-5', resource: 'None', reason }];
  const result = review({ graph, rules: [aur5], profile, acknowledgements, today: '2026-01-01' });
  return createReport({ graph, problems: [], review: result, profile, root });
}

test.each(['text', 'markdown', 'html'] as const)(
  '%s says once under which stage it is judged, where that leaves rules out',
  (format) => {
    const graph = graphOf({
      name: 'App',
      region: 'eu-west-1',
      template: { Resources: { Orders: { Type: 'AWS::RDS::DBCluster' } } },
    });
    const notes = (stage: 'production' | 'development') => {
      const profile = createProfile({ stage }, graph);
      const result = review({ graph, rules: [aur5], profile, today: '2026-01-01' });
      const shown = createReport({ graph, problems: [], review: result, profile, root });
      expect(shown.coverage[0]?.fail).toBe(stage === 'production' ? 1 : 0);
      return FORMATS[format](shown).match(/judged as \w+: AUR-5 left to production/g) ?? [];
    };
    expect(notes('development')).toHaveLength(1);
    expect(notes('production')).toEqual([]);
  },
);

test('the version is that of the package', () => {
  expect(VERSION).toBe(json('package.json').version);
});

test.each(Object.keys(FORMATS) as Format[])('%s is the same for the same input', (format) => {
  expect(FORMATS[format](reviewed())).toBe(text(format));
});

describe('the report', () => {
  const of = (id: string) =>
    report.findings.filter(({ logicalId, region }) => logicalId === id && region === 'eu-west-1');

  test('names the condition under which something fails', () => {
    expect(of('Conditional')).toMatchObject([{ status: 'fail', when: ['IsProduction is false'] }]);
  });

  test('names the parameters whose defaults decided', () => {
    expect(of('Wide')).toMatchObject([{ status: 'pass', parameters: ['Zone'] }]);
  });

  test('keeps what was acknowledged, with the reason', () => {
    expect(of('Accepted')).toMatchObject([
      { status: 'acknowledged', acknowledgement: { reason: 'holds <nothing> | but "copies"' } },
    ]);
  });

  test('fails what was acknowledged until a day that has passed, and says so', () => {
    expect(of('Lapsed')).toMatchObject([
      { status: 'fail', message: expect.stringContaining('expired on 2025-12-31: until the move') },
    ]);
  });

  test('names acknowledgements that match nothing', () => {
    expect(report.unusedAcknowledgements.map(({ resource }) => resource)).toEqual(['Gone']);
  });

  test('gives each finding a fingerprint of its own', () => {
    const prints = report.findings.map(({ fingerprint }) => fingerprint);
    expect(new Set(prints).size).toBe(prints.length);
  });

  test('keeps a fingerprint when lines move', () => {
    const [before] = reportOn('Main').findings;
    const graph = graphOf({
      name: 'App',
      region: 'eu-west-1',
      template: { Description: 'x', Resources: { Main: { Type: 'AWS::RDS::DBCluster' } } },
    });
    const profile = createProfile({}, graph);
    const result = review({ graph, rules: [aur5], profile, today: '2026-01-01' });
    const after = createReport({ graph, problems: [], review: result, profile, root }).findings[0];
    expect(after?.position?.line).not.toBe(before?.position?.line);
    expect(after?.fingerprint).toBe(before?.fingerprint);
  });

  test('gives paths from where the review runs', () => {
    expect(report.problems[0]?.file).toBe('a b.yaml');
  });

  test('tells what differs between Regions and what they need of quotas', () => {
    expect(report.parity).toMatchObject({
      regions: ['eu-central-1', 'eu-west-1'],
      differences: [
        {
          property: 'Properties.LaunchTemplateData.InstanceType',
          values: { 'eu-central-1': 'm7g.xlarge', 'eu-west-1': 'm7g.large' },
        },
        { kind: 'resource', name: 'shop-<region>/Extra', values: { 'eu-west-1': null } },
      ],
    });
    expect(report.quotas).toContainEqual(
      expect.objectContaining({ region: 'eu-central-1', needed: 32, exceedsDefault: true }),
    );
  });
});

describe('JSON', () => {
  test('is what its schema says', () => {
    expect(validate('lib/review/reports/schema.json', JSON.parse(text('json')))).toEqual([]);
  });
});

describe('SARIF', () => {
  const log = JSON.parse(text('sarif'));
  const results: readonly Record<string, unknown>[] = log.runs[0].results;

  test('is what the standard says', () => {
    expect(validate('test/review/schemas/sarif.json', log)).toEqual([]);
  });

  test('has the finding at its line, under its rule, with a fingerprint', () => {
    const failed = results.find(({ level }) => level === 'error');
    expect(failed).toMatchObject({
      ruleId: 'HA-ASG-1',
      ruleIndex: 0,
      kind: 'fail',
      locations: [{ physicalLocation: { region: { startLine: expect.any(Number) } } }],
      partialFingerprints: { 'evenkeelRulePath/v1': expect.stringMatching(/^[0-9a-f]{32}$/) },
    });
  });

  test('suppresses what was acknowledged and leaves open what is unknown', () => {
    expect(results).toContainEqual(
      expect.objectContaining({
        suppressions: [
          {
            kind: 'external',
            status: 'accepted',
            justification: 'holds <nothing> | but "copies"',
          },
        ],
      }),
    );
    expect(results).toContainEqual(expect.objectContaining({ kind: 'open', level: 'none' }));
  });

  // https://docs.github.com/en/code-security/reference/code-scanning/sarif-support-for-code-scanning
  describe('is what code scanning of GitHub takes, for every rule:', () => {
    const { runs } = JSON.parse(FORMATS.sarif(reviewed(allRules)));
    const [run] = runs;
    const { rules } = run.tool.driver;

    test('every result has a rule, a message, a level, a line and a fingerprint', () => {
      expect(run.results.length).toBeGreaterThan(10);
      for (const result of run.results) {
        const { ruleId, ruleIndex, message, level, locations, partialFingerprints } = result;
        expect(rules[ruleIndex].id).toBe(ruleId);
        expect(message.text).not.toBe('');
        expect(['error', 'warning', 'note', 'none']).toContain(level);
        expect(locations).toHaveLength(1);
        const { artifactLocation, region } = locations[0].physicalLocation;
        expect(artifactLocation.uri).not.toBe('');
        expect(region.startLine).toBeGreaterThan(0);
        expect(Object.values(partialFingerprints)).toHaveLength(1);
      }
      const architecture = run.results.filter(
        ({ properties }: { properties: object }) => !('stack' in properties),
      );
      expect(architecture.length).toBeGreaterThan(0);
    });

    test('every rule has its texts, a page, a severity, and no more tags than are shown', () => {
      expect(rules).toHaveLength(allRules.length);
      for (const rule of rules) {
        for (const { text } of [rule.shortDescription, rule.fullDescription, rule.help]) {
          expect(text.length).toBeGreaterThan(0);
          expect(text.length).toBeLessThanOrEqual(1024);
        }
        expect(rule.helpUri).toMatch(/^https:/);
        expect(rule.help.markdown).toContain(rule.helpUri);
        expect(rule.properties['problem.severity']).toMatch(/^(error|warning|recommendation)$/);
        expect(rule.properties.tags.length).toBeLessThanOrEqual(10);
      }
    });
  });

  test('leaves out what passes', () => {
    expect(results.map(({ kind }) => kind)).not.toContain('pass');
  });
});

describe('JUnit', () => {
  const xml = text('junit');

  test('counts what it lists', () => {
    const count = (pattern: RegExp) => [...xml.matchAll(pattern)].length;
    const [, tests, failures, skipped] =
      /<testsuites name="evenkeel" tests="(\d+)" failures="(\d+)" errors="0" skipped="(\d+)">/.exec(
        xml,
      ) ?? [];
    expect(count(/<testcase /g)).toBe(Number(tests));
    expect(count(/<failure /g)).toBe(Number(failures));
    expect(count(/<skipped /g)).toBe(Number(skipped));
  });

  test('tells what could not be seen, and does not pass for empty', () => {
    const problem = {
      code: 'not-visible',
      severity: 'warning',
      file: 'nested.yaml',
      found: 'nothing',
      expected: 'a template',
      fix: 'fetch it',
    } as const;
    const xml = FORMATS.junit({ ...reportOn('A'), findings: [], problems: [problem] });
    expect(xml).toContain('tests="1" failures="0" errors="0" skipped="1"');
    expect(xml).toMatch(/name="nested.yaml">\s*<skipped message="not seen: .*fetch it"/);
  });

  test('fails nothing that is advice alone', () => {
    const advised = {
      ...report,
      problems: [],
      findings: report.findings.map((one) => ({ ...one, severity: 'info' as const })),
    };
    const xml = FORMATS.junit(advised);
    expect(xml).toMatch(/ failures="0" errors="0" skipped="[1-9]/);
    expect(xml).toContain('<skipped message="advice: ');
  });

  test('is well-formed whatever a template calls its resources', () => {
    const hostile = FORMATS.junit(reportOn('a"<b>&\u0000\u001b'));
    expect(hostile).toContain('a&quot;&lt;b&gt;&amp;');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: XML does not allow them.
    expect(hostile).not.toMatch(/[\u0000-\u0008\u000b-\u001f]/);
  });
});

describe('text', () => {
  test('has no lines of a template: a name with ends of lines stays in its own', () => {
    const lines = FORMATS.text(reportOn('A\n\n0 errors in 1 stack')).split('\n');
    expect(lines.some((line) => line.includes('A 0 errors in 1 stack'))).toBe(true);
    expect(lines.filter((line) => line.startsWith('0 errors'))).toEqual([]);
  });

  test('begins with what to fix first, by what it leads to, in ten lines', () => {
    const [title, ...lines] = text('text').split('\n').slice(0, 10);
    expect(title).toBe('Fix first');
    expect(lines.filter((line) => line !== '').slice(0, 2)).toEqual([
      expect.stringMatching(
        /^ {2}error {3}a lost zone takes the group down: .+ and 1 more \(HA-ASG-1\)$/,
      ),
      expect.stringMatching(/^ {2}error {3}one call deletes the database: .+/),
    ]);
  });

  test('says each fault once, with everything that has it and its Region', () => {
    const lines = text('text').split('\n');
    const at = lines.findIndex((line) => line.startsWith('error    a lost zone takes the group'));
    expect(lines[at + 1]).toMatch(/^ {9}Availability Zones of .*: 1, at least 2 expected/);
    expect(lines[at + 2]).toMatch(/^ {11}\S+ in eu-/);
    expect(lines.filter((line) => line.startsWith('error    a lost zone takes'))).toHaveLength(1);
    expect(text('text')).not.toContain('Wide');
  });

  test('counts a resource once, whatever is wrong with it', () => {
    const [one, ...others] = report.findings.filter(({ status }) => status === 'fail');
    const twice = [one, { ...one, message: 'and more' }].flatMap((finding) => finding ?? []);
    const lines = FORMATS.text({ ...report, findings: twice } as Report).split('\n');
    expect(lines[1]).toMatch(/^ {2}error {3}.+: \S+ in \S+ \(HA-/);
    expect(lines[1]).not.toContain('more');
    expect(others.length).toBeGreaterThan(0);
  });

  test('counts what is unknown by its cause, and advice in a line unless it is asked for', () => {
    expect(text('text')).toMatch(/^unknown\n {2} +\d+ {2}.+\((?:ASG-1|AUR-5|REG-1).*\)$/m);
    const advised = {
      ...report,
      findings: report.findings.map((one) =>
        one.status === 'fail' ? { ...one, severity: 'info' as const } : one,
      ),
    };
    expect(FORMATS.text(advised)).toMatch(/^info {5}4 \(ASG-1, AUR-5\): --info lists them$/m);
    expect(FORMATS.text(advised, { info: true })).toMatch(/^info {5}a lost zone takes/m);
  });

  test('says which errors depend on parameters, and how to give them', () => {
    const staged = {
      ...report,
      findings: report.findings.map((one) => ({ ...one, onlyIf: ['Stage is dev'] })),
    };
    expect(FORMATS.text(staged)).toContain(
      '  4 errors only if Stage is dev: give --parameters Stage=…\n',
    );
    expect(FORMATS.text({ ...staged, hasParameters: true })).not.toContain('--parameters');
  });

  test('names what serves or holds data and is judged by no rule', () => {
    const graph = graphOf({
      template: {
        Resources: {
          A: { Type: 'AWS::QLDB::Ledger' },
          B: { Type: 'AWS::QLDB::Ledger' },
          C: { Type: 'AWS::RDS::DBCluster' },
          D: { Type: 'AWS::IAM::Role' },
        },
      },
    });
    const profile = createProfile({}, graph);
    const result = review({ graph, rules: [aur5], profile, today: '2026-01-01' });
    const shown = createReport({ graph, problems: [], review: result, profile, root });
    expect(shown.notJudged).toEqual([{ type: 'AWS::QLDB::Ledger', count: 2 }]);
    expect(FORMATS.text(shown)).toContain('no rule knows the type: 2 AWS::QLDB::Ledger');
  });

  test('says how many rules found something to judge, and how to accept a finding', () => {
    expect(FORMATS.text(reportOn('Main'))).toContain('1 of 1 rules applied');
    expect(
      FORMATS.text({ ...report, coverage: report.coverage.map((c) => ({ ...c, evaluated: 0 })) }),
    ).toContain('0 of 3 rules applied');
    expect(text('text')).toContain('under acknowledgements in --config');
  });

  test('is coloured on a terminal only, and nothing in a template can be', () => {
    const hostile = reportOn('x\u001b[31m', 'y\u001b[2J');
    expect(FORMATS.text(hostile)).not.toContain('\u001b');
    const shown = FORMATS.text(hostile, { isTerminal: true });
    expect(shown).toContain('\u001b[31merror');
    expect(shown).not.toContain('x\u001b');
    expect(shown).not.toContain('y\u001b');
    for (const mark of ['\u202e', '\u2066', '\u200f', '\u061c', '\u009b']) {
      const turned = reportOn(`x${mark}y`);
      for (const format of Object.keys(FORMATS) as Format[]) {
        expect(FORMATS[format](turned)).not.toContain(mark);
      }
    }
  });

  test('sums up in the last line', () => {
    expect(text('text').trimEnd().split('\n').at(-1)).toBe(
      '4 errors, 2 unknown, 2 acknowledged in 2 stacks, 17 resources',
    );
  });
});

describe('Markdown', () => {
  test('keeps tables whole whatever is in them', () => {
    const rows = FORMATS.markdown(reportOn('a|b`c\n# <img>'))
      .split('\n')
      .filter((line) => line.includes('DeletionProtection is'));
    expect(rows[0]).toContain("`App/a¦b'c # <img> in eu-west-1`");
    for (const row of rows.filter((line) => line.startsWith('|'))) expect(row).toMatch(/^\|.*\|$/);
  });

  test('stays within what a comment may hold', () => {
    const findings = Array.from({ length: 5_000 }, () =>
      report.findings.find((f) => f.status === 'fail'),
    );
    const long = { ...report, findings: findings.filter((finding) => finding !== undefined) };
    expect(FORMATS.markdown(long).length).toBeLessThan(65_536);
    expect(FORMATS.markdown(long)).toContain('4990 more');
  });
});

describe('HTML', () => {
  const html = text('html');

  test('loads nothing and runs nothing', () => {
    expect(html).not.toMatch(/<script|<link|<img|<iframe|\son\w+=|url\(|@import/i);
  });

  test('closes what it opens', () => {
    const open: string[] = [];
    for (const [, close, tag = '', self] of html.matchAll(
      /<(\/?)([a-z][a-z0-9]*)\b[^>]*?(\/?)>/g,
    )) {
      if (['meta', 'br', 'input'].includes(tag) || self === '/') continue;
      if (close === '/') expect(open.pop()).toBe(tag);
      else open.push(tag);
    }
    expect(open).toEqual([]);
  });

  test('shows names of a template as text', () => {
    expect(FORMATS.html(reportOn('<script>alert(1)</script>'))).not.toContain('<script>');
  });
});
