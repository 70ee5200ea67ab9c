import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as events from 'aws-cdk-lib/aws-events';
import * as targets from 'aws-cdk-lib/aws-events-targets';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as kms from 'aws-cdk-lib/aws-kms';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';
import { Duration, RemovalPolicy, Stack, Token } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { acknowledge } from '../acknowledge.ts';
import { noSnapshots } from '../removal.ts';
import { admit, logGroups } from '../security/key-users.ts';
import { isUnknown } from '../unknown.ts';
import { type ValidationRule, validateProps } from '../validation.ts';
import { metricAlarm } from './alarm.ts';
import type { Alerts } from './alerts.ts';
import { probeScript } from './probe-script.ts';

/** Properties of {@link Canary}. */
export interface CanaryProps {
  /** Who is told, in the Region of the canary. */
  readonly alerts: Alerts;

  /**
   * What is probed: the names of other Regions (`regionalName`), and the global name. Not the name
   * of the canary's own Region, of whose loss it could not tell, and none that serves nobody, such
   * as that of a pilot light.
   */
  readonly hostNames: readonly string[];

  /**
   * The Region's key, for the log. What its policy lacks for CloudWatch Logs is added, or, to an
   * imported key's, named in a warning.
   */
  readonly encryptionKey: kms.IKey;

  /**
   * What is asked for: what answers 200 while users can be served, such as
   * `LoadBalancedService.servingPath`. With a check that asks nothing, a service whose database is
   * gone looks well.
   *
   * @default '/health' - what every service of this library answers
   */
  readonly path?: string;

  /**
   * How long an answer may take, the connection included, 1 to 20 seconds.
   *
   * @default Duration.seconds(5) - what a user puts up with once, from the other side of the world
   */
  readonly timeout?: Duration;

  /**
   * What becomes of the log when it leaves the stack.
   *
   * @default RemovalPolicy.DESTROY - it explains recent failures; metrics and alarms have their history
   *   without it
   */
  readonly removalPolicy?: RemovalPolicy;
}

const NAMESPACE = 'Evenkeel/Canary';
const DEFAULT_TIMEOUT = Duration.seconds(5);
const MINUTE = Duration.minutes(1);

const rules: ValidationRule<CanaryProps & { readonly region: string }>[] = [
  {
    condition: ({ hostNames }) => hostNames.length === 0,
    message: () => `'hostNames' must name at least one host to probe, got none`,
  },
  {
    condition: ({ hostNames, region }) => ownNames(hostNames, region).length > 0,
    message: ({ hostNames, region }) =>
      `'hostNames' must not be of the canary's own Region, got ${ownNames(hostNames, region).join(', ')} in ${region}: probe it from another one, which can tell of its loss`,
  },
  {
    condition: ({ path }) => path !== undefined && !isUnknown(path) && !path.startsWith('/'),
    message: ({ path }) => `'path' must begin with '/', got '${path}'`,
  },
  {
    condition: ({ timeout }) =>
      timeout !== undefined &&
      !timeout.isUnresolved() &&
      (timeout.toMilliseconds() < 1000 || timeout.toMilliseconds() > 20_000),
    message: ({ timeout }) =>
      `'timeout' must be 1 to 20 seconds, so that a probe ends before the next one starts; got ${timeout?.toMilliseconds()} ms`,
  },
  noSnapshots,
];

/**
 * Probes host names from outside their Region every minute, as a client would: name resolution,
 * connection, certificate, status and time.
 *
 * It guarantees that
 *
 * - a name pages by a quorum: when less than half of its addresses answer in three of five minutes.
 *   A load balancer has an address in each Availability Zone, so a lost zone alone does not;
 * - silence pages as well, since a canary that does not sing tells nothing;
 * - the function can write to its own log and do nothing else, and is in no VPC: it looks at the
 *   service from outside.
 *
 * The alarms are in the canary's Region: they work when the probed one is gone.
 *
 * It is a function, not a canary of CloudWatch Synthetics, which keeps what each run leaves behind in a
 * bucket (`ArtifactS3Location`) that nothing here would read:
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-synthetics-canary.html
 *
 * @throws Error when a name is of the canary's own Region, when a prop is out of range, or when a snapshot
 *   is asked for
 */
export class Canary extends Construct {
  /** By host name: in alarm while it cannot be reached from here. */
  readonly alarms: ReadonlyMap<string, cloudwatch.Alarm>;
  /** The function that probes. */
  readonly function: lambda.IFunction;

  constructor(scope: Construct, id: string, props: CanaryProps) {
    super(scope, id);
    const { region } = Stack.of(this);
    validateProps(this, { ...props, region }, rules);
    const { alerts, hostNames, encryptionKey, path = '/health' } = props;
    const timeout = props.timeout ?? DEFAULT_TIMEOUT;

    const probe = this.addFunction(encryptionKey, props.removalPolicy ?? RemovalPolicy.DESTROY);
    this.function = probe;
    new events.Rule(this, 'EveryMinute', {
      description: `Probes ${hostNames.join(', ')}`,
      schedule: events.Schedule.rate(MINUTE),
      targets: [
        new targets.LambdaFunction(probe, {
          event: events.RuleTargetInput.fromObject({
            namespace: NAMESPACE,
            hostNames,
            path,
            timeout: timeout.toMilliseconds(),
          }),
          // The next minute's probe is worth more than a late one.
          retryAttempts: 0,
          maxEventAge: MINUTE,
        }),
      ],
    });

    this.alarms = new Map(
      hostNames.map((hostName) => [
        hostName,
        metricAlarm(this, hostName, alerts, {
          metric: canarySuccess(hostName),
          comparison: '<',
          threshold: 0.5,
          datapoints: [3, 5],
          withoutData: {
            treatedAs: 'breaching',
            because: 'the canary reports every minute, failures as well',
          },
          description: `${hostName} cannot be reached from ${region}: most of its addresses do not answer, or not in time.`,
          runbook: 'canary',
          severity: 'page',
        }),
      ]),
    );
    metricAlarm(this, 'Errors', alerts, {
      metric: new cloudwatch.MathExpression({
        label: 'Probes that did not run',
        period: MINUTE,
        expression: 'FILL(errors, 0) + FILL(throttles, 0)',
        usingMetrics: {
          errors: probe.metricErrors({ period: MINUTE }),
          throttles: probe.metricThrottles({ period: MINUTE }),
        },
      }),
      comparison: '>',
      threshold: 0,
      datapoints: [3, 15],
      withoutData: {
        treatedAs: 'notBreaching',
        because: 'a canary that is not started at all pages by its silence',
      },
      description: 'The canary itself fails: it does not tell about what it probes.',
      runbook: 'canaryItself',
      severity: 'ticket',
    });
  }

  /**
   * The share of a name's addresses that answered, from 0 to 1.
   *
   * @param hostName one of `hostNames`
   * @param options by default the average of each minute
   */
  metricSuccess(hostName: string, options: cloudwatch.MetricOptions = {}): cloudwatch.Metric {
    return canarySuccess(hostName).with(options).attachTo(this);
  }

  /**
   * The time of the slowest answer, in milliseconds.
   *
   * @param hostName one of `hostNames`
   * @param options by default the maximum of each minute
   */
  metricDuration(hostName: string, options: cloudwatch.MetricOptions = {}): cloudwatch.Metric {
    return canaryDuration(hostName).with(options).attachTo(this);
  }

  private addFunction(encryptionKey: kms.IKey, removalPolicy: RemovalPolicy): lambda.Function {
    admit(this, encryptionKey, logGroups);
    const logGroup = new logs.LogGroup(this, 'Logs', {
      encryptionKey,
      // Metrics live on their own; the log is for the reasons of recent failures.
      retention: logs.RetentionDays.THREE_MONTHS,
      removalPolicy,
    });
    const role = new iam.Role(this, 'Role', {
      assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com'),
    });
    new iam.ManagedPolicy(this, 'Policy', {
      description: 'Lets the canary write its log, from which its metrics are read',
      roles: [role],
      statements: [
        new iam.PolicyStatement({
          actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
          resources: [logGroup.logGroupArn],
        }),
      ],
    });
    const probe = new lambda.Function(this, 'Function', {
      description: 'Probes host names as a client would',
      runtime: lambda.Runtime.NODEJS_24_X,
      architecture: lambda.Architecture.ARM_64,
      handler: 'index.handler',
      code: lambda.Code.fromInline(probeScript.trim()),
      // TLS handshakes want CPU, which comes with memory.
      memorySize: 256,
      timeout: Duration.seconds(30),
      role,
      logGroup,
    });
    acknowledge(
      probe,
      'The canary looks at the service from outside, as clients do, and reaches nothing in a VPC',
      'NIST.800.53.R5-LambdaInsideVPC',
      'HIPAA.Security-LambdaInsideVPC',
      'PCI.DSS.321-LambdaInsideVPC',
    );
    acknowledge(
      probe,
      'It runs once a minute for seconds; a reservation fails in new accounts, whose smaller quota leaves nothing to reserve from',
      'NIST.800.53.R5-LambdaConcurrency',
      'HIPAA.Security-LambdaConcurrency',
    );
    acknowledge(
      probe,
      'A probe that did not run is made up for by the next one, and several of them raise an alarm',
      'NIST.800.53.R5-LambdaDLQ',
      'HIPAA.Security-LambdaDLQ',
    );
    return probe;
  }
}

/**
 * The share of a name's addresses that answered, from 0 to 1.
 *
 * @param hostName what a canary probes
 * @param region the Region of the canary, for a dashboard elsewhere
 */
export function canarySuccess(hostName: string, region?: string): cloudwatch.Metric {
  return canaryMetric('Success', cloudwatch.Stats.AVERAGE, hostName, region);
}

/**
 * The time of the slowest answer, in milliseconds.
 *
 * @param hostName what a canary probes
 * @param region the Region of the canary, for a dashboard elsewhere
 */
export function canaryDuration(hostName: string, region?: string): cloudwatch.Metric {
  return canaryMetric('Duration', cloudwatch.Stats.MAXIMUM, hostName, region);
}

function canaryMetric(metricName: string, statistic: string, hostName: string, region?: string) {
  return new cloudwatch.Metric({
    namespace: NAMESPACE,
    metricName,
    statistic,
    period: MINUTE,
    dimensionsMap: { HostName: hostName },
    ...(region !== undefined && { region }),
  });
}

function ownNames(hostNames: readonly string[], region: string): string[] {
  if (Token.isUnresolved(region)) return [];
  return hostNames.filter((name) => name.startsWith(`${region}.`));
}
