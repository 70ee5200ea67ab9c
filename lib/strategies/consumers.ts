import type { Requirements } from '../config/requirements.ts';

/** Whether anything handles messages: a program that is declared, and nothing else. */
export function hasConsumers({ workload }: Pick<Requirements, 'workload'>): boolean {
  return workload?.workers !== undefined;
}
