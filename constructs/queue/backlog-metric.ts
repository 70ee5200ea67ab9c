import type * as autoscaling from 'aws-cdk-lib/aws-autoscaling';

type Query = autoscaling.CfnScalingPolicy.TargetTrackingMetricDataQueryProperty;

/**
 * The messages that wait in a queue, per instance in service, as target tracking computes it
 * (https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-target-tracking-metric-math.html).
 *
 * - A group with nothing in service has the whole backlog to answer for, not a division by zero.
 * - A count of instances that is a minute late is carried over.
 * - A missing number of messages stays missing, and then nothing is scaled: read as zero it would
 *   terminate the workers of a queue that CloudWatch just cannot see.
 */
export function backlogPerWorker(queueName: string, autoScalingGroupName: string): Query[] {
  return [
    statistic('visible', 'Maximum', {
      namespace: 'AWS/SQS',
      metricName: 'ApproximateNumberOfMessagesVisible',
      dimensions: [{ name: 'QueueName', value: queueName }],
    }),
    statistic('reported', 'Average', {
      namespace: 'AWS/AutoScaling',
      metricName: 'GroupInServiceInstances',
      dimensions: [{ name: 'AutoScalingGroupName', value: autoScalingGroupName }],
    }),
    { id: 'workers', expression: 'FILL(reported, REPEAT)', returnData: false },
    {
      id: 'backlog',
      label: 'Backlog per worker',
      expression: 'IF(workers > 0, visible / workers, visible)',
      returnData: true,
    },
  ];
}

function statistic(
  id: string,
  stat: string,
  metric: autoscaling.CfnScalingPolicy.MetricProperty,
): Query {
  return { id, metricStat: { metric, stat }, returnData: false };
}
