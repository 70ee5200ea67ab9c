import type { Requirements } from '../config/requirements.ts';

/** Whether anything handles messages: without a declared workload, what it is tried out with does. */
export function hasConsumers({ workload }: Pick<Requirements, 'workload'>): boolean {
  return workload === undefined || workload.workers !== undefined;
}
