import { execFileSync } from 'node:child_process';

/**
 * What is published is what users need.
 *
 * @throws Error with every file that does not belong there, or that is missing
 */
export function checkTarball(tarball: string): void {
  const files = execFileSync('tar', ['-tzf', tarball], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .map((file) => file.replace(/^package\//, ''));
  const others = files.filter((file) => !PUBLISHED.test(file));
  if (others.length > 0) throw new Error(`these files are not for users:\n${others.join('\n')}`);
  const missing = NEEDED.filter((file) => !files.includes(file));
  if (missing.length > 0) throw new Error(`these files are missing:\n${missing.join('\n')}`);
}

/** What no import would miss: the page about the API, licenses, the command, a schema's function. */
const NEEDED = [
  'dist/api.md',
  'dist/predict.schema.json',
  'dist/THIRD-PARTY-LICENSES',
  'dist/shipped/schema.js',
  'dist/shipped/rds-ca.pem',
  'bin/evenkeel.js',
];

const PUBLISHED =
  /^(bin\/evenkeel\.js|dist\/(api\.md|predict\.schema\.json|chunks\/[\w-]+\.js|[\w-]+(\.d)?\.(js|cjs|ts|cts)|shipped\/(schema\.js|rds-ca\.pem)|THIRD-PARTY-LICENSES)|(docs|examples)\/[\w/.-]+|constructs\/\w+\/README\.md|evenkeel\.config\.ts|package\.json|(README|CHANGELOG)\.md|LICENSE)$/;
