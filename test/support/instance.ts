import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Resource } from './templates.ts';

/** The user data of a launch template, with a word in the place of each value that is not known yet. */
export function userDataOf({ Properties }: Resource): string {
  const { 'Fn::Base64': text } = Properties.LaunchTemplateData.UserData;
  const parts: unknown[] = typeof text === 'string' ? [text] : text['Fn::Join'][1];
  return parts.map((part) => (typeof part === 'string' ? part : 'unknown')).join('');
}

/** The same where an instance is a folder: every path that is written to is below it. */
export function within(root: string, userData: string): string {
  return userData.replaceAll(/(?<![\w.~/])\/(opt|etc|var\/tmp)\//g, `${root}/$1/`);
}

/** Writes the files that user data has in itself, and says which. */
export function installFiles(userData: string): string[] {
  const files = /^install -D -m (\d+) \/dev\/stdin (\S+) <<'END_OF_FILE'\n(.*?)\nEND_OF_FILE$/gms;
  return [...userData.matchAll(files)].map(([, mode = '', path = '', content = '']) => {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, `${content}\n`);
    chmodSync(path, Number.parseInt(mode, 8));
    return path;
  });
}

/** The variables that a unit of systemd sets, which may be quoted. */
export function variablesOf(unit: string): Record<string, string> {
  const lines = [...unit.matchAll(/^Environment="(\w+)=(.*)"$/gm)];
  return Object.fromEntries(
    lines.map(([, name = '', value = '']) => [
      name,
      value.replaceAll('%%', '%').replaceAll(/\\(.)/g, '$1'),
    ]),
  );
}

/** The commands of an instance that ask AWS, as scripts in a folder for `PATH`. */
export function fakeCommands(folder: string, aws: string): void {
  const scripts = {
    aws,
    curl: 'case "$*" in *availability-zone*) echo eu-west-1b ;; *) echo token ;; esac',
    systemctl: 'exit 0',
    'systemd-run': 'exit 0',
    sleep: 'exit 0',
  };
  mkdirSync(folder, { recursive: true });
  for (const [name, script] of Object.entries(scripts)) {
    writeFileSync(join(folder, name), `#!/bin/bash\n${script}\n`, { mode: 0o755 });
  }
}
