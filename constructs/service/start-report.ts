import type * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as logs from 'aws-cdk-lib/aws-logs';
import { Duration, Names } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';

/** What the record of a failed start begins with; workloads log to the same group. */
const FAILED = 'evenkeel: the instance failed to start';

/** Where cloud-init puts what user data prints. */
const OUTPUT = '/var/log/cloud-init-output.log';

const RECORD = '/run/failed-start.json';

/**
 * Lets an instance whose start fails record it in the group's log group, with the last lines of
 * what it printed: the instance itself does not live for long. `exitCode` is the outcome; commands
 * that follow find the instance's id in `instance`.
 */
export function reportFailedStart(userData: ec2.UserData): void {
  userData.addOnExitCommands(
    // Each of these is best effort: the outcome is told whatever becomes of the others.
    'set +eu',
    "token=$(curl -sf --retry 5 --max-time 5 -X PUT -H 'X-aws-ec2-metadata-token-ttl-seconds: 300' http://169.254.169.254/latest/api/token)",
    'instance=$(curl -sf --retry 5 --max-time 5 -H "X-aws-ec2-metadata-token: $token" http://169.254.169.254/latest/meta-data/instance-id)',
    'if [ "$exitCode" -ne 0 ]; then',
    `tail -c 8000 ${OUTPUT} | python3 -c 'import json, sys, time; print(json.dumps([{"timestamp": int(time.time() * 1000), "message": "${FAILED}\\n" + sys.stdin.buffer.read().decode(errors="replace")}]))' > ${RECORD}`,
    'aws logs create-log-stream --log-group-name "$LOG_GROUP_NAME" --log-stream-name "start/$instance"',
    `aws logs put-log-events --log-group-name "$LOG_GROUP_NAME" --log-stream-name "start/$instance" --log-events file://${RECORD}`,
    'fi',
  );
}

/** Counts the instances that have recorded a failed start, by the minute; no data means no record. */
export function failedStarts(scope: Construct, logGroup: logs.ILogGroup): cloudwatch.Metric {
  return new logs.MetricFilter(scope, 'FailedStarts', {
    logGroup,
    filterPattern: logs.FilterPattern.literal(`"${FAILED}"`),
    // Of its own for each group: a filter on text has no dimensions.
    metricNamespace: 'Evenkeel/FailedStarts',
    metricName: Names.uniqueResourceName(scope, { maxLength: 200 }),
    metricValue: '1',
  }).metric({ statistic: 'Sum', period: Duration.minutes(1) });
}
