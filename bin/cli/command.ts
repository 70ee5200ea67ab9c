import type { Writable } from 'node:stream';

/** A command of the command line, `evenkeel NAME …`. */
export interface Command {
  readonly name: string;
  /** One line for the list of commands. */
  readonly summary: string;
  /** The whole help text. */
  readonly help: string;
  /** What follows the command's name; the result is the exit code. */
  run(args: readonly string[], io: Io): ExitCode;
}

/** 0: clean. 1: findings at or above the threshold. 2: the input could not be used. */
export type ExitCode = 0 | 1 | 2;

/** Where a command runs. */
export interface Io {
  readonly stdout: Writable & { readonly isTTY?: boolean };
  readonly stderr: Writable & { readonly isTTY?: boolean };
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The folder that reported paths are relative to. */
  readonly cwd: string;
  /** `2026-11-20`. */
  readonly today: string;
}
