import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, expect, test } from 'vitest';
import { parseDocument } from '../../lib/assembly/index.ts';
import { run } from '../review/support/command.ts';
import { balancer, group, network } from './support/parts.ts';

/**
 * One of each that does something new, added as anybody would: a file and a line of its registry, in
 * a copy of the sources. Nothing else is edited there.
 */
const ADDITIONS = [
  ['scenarios/registry.ts', 'ledger-loss.ts', 'ledgerLoss', 'ledgerLoss.scenario'],
  ['facts/index.ts', 'ledger-facts.ts', 'ledgerFacts', '...ledgerFacts.ledgers'],
  ['parts/index.ts', 'ledgers.ts', 'ledgers', 'ledgers'],
  ['events/registry.ts', 'us-west-2-2026-11-20.ts', 'usWest2', 'usWest2.outage'],
] as const;

const root = join(import.meta.dirname, '../..');
const copy = mkdtempSync(join(tmpdir(), 'evenkeel-additions-'));
afterAll(() => rmSync(copy, { recursive: true, force: true }));

const SOURCES = ['bin', 'lib', 'constructs', 'scripts'];
for (const part of [...SOURCES, 'README.md', 'package.json'])
  cpSync(join(root, part), join(copy, part), { recursive: true });
symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
for (const [registry, file, name, line] of ADDITIONS) {
  const path = join(copy, 'lib/resilience', registry);
  cpSync(join(import.meta.dirname, 'additions', file), join(path, '..', file));
  const registered = readFileSync(path, 'utf8').replace(/^[\]}];$/m, `  ${line},\n$&`);
  writeFileSync(path, `import * as ${name} from './${file}';\n${registered}`);
}

const resources = parseDocument(
  `${network() + balancer() + group(6)}
Table: { Type: AWS::DynamoDB::Table, Properties: { KeySchema: [] } }
Ledger: { Type: AWS::QLDB::Ledger, Properties: { PermissionsMode: STANDARD } }
`,
  'ledger.yaml',
).value?.value;
writeFileSync(join(copy, 'ledger.json'), JSON.stringify({ Resources: resources }));

const given = [join(copy, 'ledger.json'), '--region', 'eu-west-1'];

function evenkeel(command: 'predict' | 'report', ...args: readonly string[]): string {
  return node('bin/evenkeel.js', command, ...given, ...args);
}

function node(...args: readonly string[]): string {
  return execFileSync(process.execPath, args, { cwd: copy, encoding: 'utf8' });
}

const json = ['--format', 'json'];
const before = JSON.parse(run(copy, ['predict', ...given, ...json]).out);
const after = JSON.parse(evenkeel('predict', ...json));
const path = (report: typeof after, scenario: string, name: string) =>
  report.scenarios.find(({ id }: { id: string }) => id === scenario).paths[name];

test('all are listed, with their places and sources', () => {
  const listed = evenkeel('predict', '--list');
  expect(listed).toMatch(/^ {2}ledger-loss:Ledger +the ledger Ledger stops, and no alarm tells$/m);
  expect(listed).toMatch(/^ {2}ledger-loss:Ledger\+no-launches/m);
  expect(listed).toMatch(/^ {2}us-west-2-2026-11-20 +ledgers do not answer/m);
});

test('a type that was not known is predicted, in the new scenario and by the new fact', () => {
  const unknown = ({ unknown: all }: typeof after) => all.map(({ what }: { what: string }) => what);
  expect(unknown(before)).toEqual(['AWS::QLDB::Ledger (1)']);
  expect(unknown(after)).toEqual([]);
  expect(path(after, 'ledger-loss:Ledger', 'writes')).toMatchObject({
    level: 'recovers',
    failingShare: 1,
    rto: { shortest: 20, typical: 50, longest: 90 },
  });
  expect(path(after, 'ledger-loss:Ledger', 'reads').level).toBe('unaffected');
});

test('what was there before is predicted as before', () => {
  expect(before.scenarios.length).toBeGreaterThan(5);
  for (const { id, paths } of before.scenarios) {
    for (const name of Object.keys(paths)) {
      const { level, rto, rpo, timeline } = path(before, id, name);
      expect(path(after, id, name)).toMatchObject({ level, rto, rpo, timeline });
    }
  }
});

test('a new outage hits the new type, in every zone in turn, and nothing else', () => {
  const { scenarios } = JSON.parse(evenkeel('predict', '--event', 'us-west-2-2026-11-20', ...json));
  expect(scenarios.map(({ id }: { id: string }) => id)).toEqual(
    ['a', 'b', 'c'].map((zone) => `us-west-2-2026-11-20:eu-west-1${zone} 00:00 to 01:00`),
  );
  for (const { title, paths } of scenarios) {
    expect(title).toContain('without hybrid-network');
    expect([paths.reads.level, paths.writes.level]).toEqual(['recovers', 'lost']);
  }
});

test('a new fact can be set', () => {
  const set = JSON.parse(evenkeel('predict', '--set', 'qldb.return=10', ...json));
  expect(path(set, 'ledger-loss:Ledger', 'writes').rto.typical).toBe(10);
});

test('the JSON is what its schema says, and every report shows them', () => {
  const schema = readFileSync(join(root, 'lib/resilience/reports/schema.json'), 'utf8');
  const check = new Ajv2020({ allErrors: true, allowUnionTypes: true }).compile(JSON.parse(schema));
  check(after);
  expect(check.errors ?? []).toEqual([]);
  const reports = [
    ...['text', 'markdown', 'html', 'junit'].map((one) => evenkeel('predict', '--format', one)),
    evenkeel('report'),
  ];
  for (const text of reports) expect(text).toContain('ledger-loss:Ledger');
});

test('npm run docs writes of the new type', () => {
  const script = "console.log((await import('./scripts/predictions.ts')).knownTypes())";
  const [known = '', named = ''] = node('--eval', script).split('as not known:');
  expect(known).toContain('`AWS::QLDB::Ledger`');
  expect(named).not.toContain('`AWS::QLDB::Ledger`');
});
