import { type Logger, pino } from 'pino';
import type { Configuration } from '../configuration.ts';

export type Log = Logger;

/** Logs one JSON object a line to standard output, where whatever runs the program collects it. */
export function createLog({ logLevel, placement }: Configuration): Log {
  return pino({
    level: logLevel,
    base: placement,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (level) => ({ level }) },
  });
}
