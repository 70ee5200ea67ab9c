import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { Aspects } from 'aws-cdk-lib/core';
import type { IConstruct } from 'constructs';
import { acknowledge } from '../../constructs/acknowledge.ts';
import type { Plan } from '../strategies/index.ts';

const reason =
  'during the first deployment nobody is told: what is not there yet looks as if it were lost, and the next deployment switches the actions on';

/** Whether no Region of a plan is there yet, so that its alarms tell nobody. */
export function isFirstDeployment({ regions, bucketsToCome }: Plan): boolean {
  return regions.every(({ region }) => bucketsToCome.includes(region));
}

/**
 * Keeps alarms from telling anybody: a service that comes up has no targets, no data and no name yet,
 * and would wake whoever is on call. They are evaluated all the same, and gates and experiments read
 * them. An alarm that is in alarm when its actions come on tells nobody until it changes.
 */
export function tellNobody(scope: IConstruct): void {
  Aspects.of(scope).add({
    visit(node) {
      if (cloudwatch.CfnAlarm.isCfnAlarm(node)) node.actionsEnabled = false;
      if (cloudwatch.CfnCompositeAlarm.isCfnCompositeAlarm(node)) node.actionsEnabled = false;
    },
  });
  acknowledge(
    scope,
    reason,
    ...['HA-OBS-1', 'HA-OBS-2', 'HA-SQS-5', 'HA-SQS-6'],
    // Nor is a recovery promised which somebody would have to start.
    'HA-OPS-5',
    ...['NIST.800.53.R5', 'HIPAA.Security'].map((pack) => `${pack}-CloudWatchAlarmAction`),
  );
}
