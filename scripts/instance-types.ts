import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

// Writes lib/config/instance-table.ts from the data of the cfn-lint that is installed, which its
// authors take from AWS's price list: `pip install cfn-lint`.
const where = "import cfnlint, os; print(os.path.dirname(cfnlint.__file__), end='')";
const folder = join(run('python3', '-c', where), 'data/schemas/extensions');
const version = run('cfn-lint', '--version').trim().split(' ').pop();

const tables = {
  EC2_TYPES: namesIn('aws_ec2_instance/instancetype_enum.json', ({ enum: names = [] }) => names),
  AURORA_CLASSES: namesIn('aws_rds_dbinstance/dbinstanceclass_enum.json', ({ allOf = [] }) =>
    allOf
      .filter((each) => each.if.properties.Engine?.const === 'aurora-postgresql')
      .flatMap((each) => each.then.properties.DBInstanceClass.enum),
  ),
  CACHE_NODE_TYPES: namesIn(
    'aws_elasticache_cachecluster/cachenodetype_enum.json',
    ({ enum: names = [] }) => names,
  ),
};

const text = [
  '// Written by `node scripts/instance-types.ts`.',
  '',
  `/** What the table is taken from: cfn-lint's copy of AWS's price list. */`,
  `export const tableSource = 'cfn-lint ${version}';`,
  ...Object.entries(tables).flatMap(([name, families]) => [
    '',
    '/** The sizes of each family, in any Region of the commercial partition. */',
    `export const ${name}: Readonly<Record<string, string>> = {`,
    ...[...families].map(([family, sizes]) => `  '${family}': '${sizes.join(' ')}',`),
    '};',
  ]),
];
const output = join(import.meta.dirname, '../lib/config/instance-table.ts');
writeFileSync(output, `${text.join('\n')}\n`);
execFileSync('npx', ['biome', 'format', '--write', output], { stdio: 'inherit' });

interface OfRegion {
  readonly enum?: readonly string[];
  readonly allOf?: readonly {
    readonly if: { readonly properties: { readonly Engine?: { readonly const: string } } };
    readonly then: {
      readonly properties: { readonly DBInstanceClass: { readonly enum: readonly string[] } };
    };
  }[];
}

/** Families with their sizes, smallest first. */
function namesIn(file: string, read: (ofRegion: OfRegion) => readonly string[]) {
  const regions: Record<string, OfRegion> = JSON.parse(readFileSync(join(folder, file), 'utf8'));
  const families = new Map<string, string[]>();
  const names = Object.entries(regions)
    .filter(([region]) => /^(?!cn-|us-gov-|us-iso|eu-iso)[a-z]+(-[a-z]+)+-\d$/.test(region))
    .flatMap(([, ofRegion]) => read(ofRegion))
    .map((name) => name.replace(/^(db|cache)\./, ''));
  for (const name of [...new Set(names)].sort()) {
    const [family = '', size = ''] = name.split('.');
    if (size !== 'serverless') families.set(family, [...(families.get(family) ?? []), size]);
  }
  return new Map([...families].map(([family, sizes]) => [family, sizes.sort(bySize)] as const));
}

function bySize(a: string, b: string): number {
  const order = ['nano', 'micro', 'small', 'medium', 'large', 'xlarge'];
  const rank = (size: string) => {
    const number = Number(/\d+/.exec(size)?.[0] ?? 0);
    if (size.startsWith('metal')) return 10_000 + number;
    return order.includes(size) ? order.indexOf(size) : 100 + number;
  };
  return rank(a) - rank(b);
}

function run(command: string, ...args: readonly string[]): string {
  return execFileSync(command, args, { encoding: 'utf8' });
}
