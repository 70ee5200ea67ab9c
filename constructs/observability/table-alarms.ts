import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { Duration } from 'aws-cdk-lib/core';
import type { aws_dynamodb as dynamodb } from 'aws-cdk-lib/interfaces';
import { Construct } from 'constructs';
import { metricAlarm } from './alarm.ts';
import type { Alerts } from './alerts.ts';

/** Properties of {@link TableAlarms}. */
export interface TableAlarmsProps {
  /** Who is told, in the Region whose replica is watched. */
  readonly alerts: Alerts;

  /** The table, or its replica in this Region: that of a `GlobalTable`, or one that you have. */
  readonly table: dynamodb.ITableRef;
}

/**
 * Watches a table: tickets for reads and writes that DynamoDB turns away for minutes, be it for the
 * capacity of the table or for one key that takes more than a partition gives. A single one is what
 * clients try again.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/metrics-dimensions.html
 */
export class TableAlarms extends Construct {
  constructor(scope: Construct, id: string, { alerts, table }: TableAlarmsProps) {
    super(scope, id);
    for (const [side, what] of [
      ['Read', 'reads'],
      ['Write', 'writes'],
    ] as const) {
      metricAlarm(this, `${side}Throttles`, alerts, {
        metric: new cloudwatch.Metric({
          namespace: 'AWS/DynamoDB',
          metricName: `${side}ThrottleEvents`,
          statistic: cloudwatch.Stats.SUM,
          period: Duration.minutes(1),
          dimensionsMap: { TableName: table.tableRef.tableName },
        }),
        comparison: '>',
        threshold: 0,
        datapoints: [3, 5],
        withoutData: {
          treatedAs: 'notBreaching',
          because: `the table reports throttles only where ${what} are throttled`,
        },
        description: `The table has turned ${what} away in 3 of 5 minutes: for its capacity, or for one key that takes too much.`,
        runbook: 'table',
        severity: 'ticket',
      });
    }
  }
}
