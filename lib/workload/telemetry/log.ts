import { type Logger, pino } from 'pino';
import type { Configuration } from '../configuration.ts';

export type Log = Logger;

/**
 * Logs one JSON object a line to standard output, where whatever runs the program collects it. No
 * request waits for its line: those of a tenth of a second are written together, and the last ones
 * when the program ends, unless it is killed.
 */
export function createLog({ logLevel, placement }: Configuration): Log {
  return pino(
    {
      level: logLevel,
      base: placement,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (level) => ({ level }) },
    },
    pino.destination({ fd: 1, sync: false, minLength: 4096, periodicFlush: 100 }),
  );
}
