import type { ResilientQueue } from '../queue/index.ts';
import type { Alerts } from './alerts.ts';
import { linkRunbook } from './runbooks.ts';

/**
 * Adds the link to the runbook to the alarms of a queue. They are the queue's own, on late messages
 * and dead letters: give it `alarmTopic: alerts.ticket`, so that both open tickets.
 *
 * @throws Error when the queue has no alarms, since it was given no topic
 */
export function linkQueueRunbook({ node, alarms }: ResilientQueue, alerts: Alerts): void {
  if (alarms.length === 0) {
    throw new Error(
      `${node.path}: 'queue' must have alarms, got none: pass 'alarmTopic' to it, for example alerts.ticket`,
    );
  }
  for (const alarm of alarms) linkRunbook(alarm, alerts, 'queue');
}
