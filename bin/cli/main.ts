import { oneLine, VERSION } from '../../lib/formats/index.ts';
import { didYouMean } from '../../lib/validation/index.ts';
import type { Command, ExitCode, Io } from './command.ts';
import { predictCommand } from './predict.ts';
import { reportCommand } from './report.ts';
import { reviewCommand } from './review.ts';

const commands: readonly Command[] = [reviewCommand, predictCommand, reportCommand];

const help = `Usage: evenkeel COMMAND …

Commands:
${commands.map(({ name, summary }) => `  ${name.padEnd(10)}${summary}`).join('\n')}

Options:
  --help      show this; evenkeel COMMAND --help shows a command's options
  --version   show the version
`;

/** Runs a command line; what it prints goes to `io`, and nothing is thrown. */
export function main([name, ...args]: readonly string[], io: Io): ExitCode {
  if (name === '--version') {
    io.stdout.write(`${VERSION}\n`);
    return 0;
  }
  if (name === '--help' || name === 'help') {
    io.stdout.write(help);
    return 0;
  }
  const command = commands.find((one) => one.name === name);
  if (command !== undefined) return command.run(args, io);
  const names = commands.map((one) => one.name);
  io.stderr.write(
    name === undefined
      ? help
      : `evenkeel: unknown command ${oneLine(name)}${didYouMean(name, names)}\nRun evenkeel --help for all of them.\n`,
  );
  return 2;
}
