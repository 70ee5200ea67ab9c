import { type HttpWorkload, healthResponder } from '../../constructs/service/index.ts';
import type { Plan } from '../strategies/index.ts';

/** What answers users. Whatever asks for a path or a port of it reads it here. */
export const webWorkload: HttpWorkload = healthResponder();

/** What tells whether users are served: canaries ask it, from outside. */
export const servingPath = webWorkload.servingPath ?? webWorkload.healthPath;

/** What Route 53 asks, as the owner has chosen. */
export function dnsPath({ domain }: Plan): string {
  return domain.healthCheck === 'serving' ? servingPath : webWorkload.healthPath;
}
