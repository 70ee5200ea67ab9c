import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Consumer, check, runConsumers } from './consumers/run.ts';

/**
 * Packs the package and installs it as users do: in the app that `cdk init` writes, in an app of
 * native ES modules, and in a folder with nothing else, each on every Node that is supported. What
 * the README tells people to do is what is done.
 */
const root = join(import.meta.dirname, '..');
const { devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const pinned = (name: string) => `${name}@${devDependencies[name]}`;

/** A fence of the README, the first one after a heading. */
function fromReadme(heading: string, language: string): string {
  const [, section = ''] = readFileSync(join(root, 'README.md'), 'utf8').split(`\n## ${heading}\n`);
  const [, source] = section.match(new RegExp(`^\`\`\`${language}\n(.*?)^\`\`\`$`, 'ms')) ?? [];
  if (source === undefined) throw new Error(`README.md has no ${language} under '${heading}'`);
  return source;
}

const commands = fromReadme('Use a piece of it', 'sh').trim().split('\n');
check(commands.length <= 5, `from an empty folder it takes ${commands.length} commands, not 5`);

const consumers: readonly Consumer[] = [
  {
    name: 'cdk init app, CommonJS with jest',
    folder: 'cdk-init/my-app',
    async install({ folder, tarball, run }) {
      for (const command of commands) {
        if (command.startsWith('mkdir')) continue;
        // The command line that this project pins, and the package as it would be published.
        const own = command
          .replace(/^npx aws-cdk@2/, join(root, 'node_modules/.bin/cdk'))
          .replace(/^npm install \S+\.tgz$/, `npm install ${tarball}`);
        if (command === commands.at(-1)) {
          writeFileSync(join(folder, 'lib/my-app-stack.ts'), fromReadme('Use a piece of it', 'ts'));
        }
        await run(own);
      }
      await run(`npm install --save-dev ${pinned('cdk-nag')}`);
    },
    steps: ['npx tsc', 'npm test -- --testTimeout 60000', 'npx cdk synth --quiet'],
    overlay: 'cdk-init',
  },
  {
    name: 'app of native ES modules with vitest, oldest peers',
    folder: 'native-esm',
    overlay: 'native-esm',
    async install({ tarball, run }) {
      const tools = ['typescript', 'vitest', '@types/node'].map(pinned).join(' ');
      await run(`npm install ${tarball} ${oldestPeers().join(' ')}`);
      await run(`npm install --save-dev ${tools}`);
    },
    steps: ['npx tsc', 'npx vitest run --testTimeout 60000', 'node app.ts'],
  },
  {
    name: 'folder with nothing but the command',
    folder: 'command',
    overlay: 'command',
    async install({ tarball, run }) {
      await run(`npm install ${tarball}`);
      const installed = await run('npm ls --all --parseable');
      check(
        installed.match(/node_modules/g)?.length === 1,
        `more is installed than evenkeel:\n${installed}`,
      );
    },
    steps: [
      'npx evenkeel --version',
      { command: 'npx evenkeel review --config review.yaml clean.yaml', exit: 0 },
      {
        command: 'npx evenkeel review --fail-on warning findings.yaml',
        exit: 1,
        shows: 'HA-OPS-2',
      },
      { command: 'npx evenkeel review broken.yaml', exit: 2, shows: 'broken.yaml:4' },
    ],
  },
];

function oldestPeers(): string[] {
  const { peerDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  return ['aws-cdk-lib', 'constructs'].map(
    (name) => `${name}@${peerDependencies[name].replace('^', '')}`,
  );
}

await runConsumers(consumers, ['22', '24', '26']);
