import * as iam from 'aws-cdk-lib/aws-iam';

const AGENT = '/opt/aws/amazon-cloudwatch-agent/bin/amazon-cloudwatch-agent-ctl';

/** Where it receives traces over HTTP, and SDKs send them by default. */
export const TRACE_ENDPOINT = 'http://127.0.0.1:4318';

/** What the agent is needed for. */
interface AgentDuties {
  readonly traces?: boolean;
  /** A file whose lines go to the log group in `LOG_GROUP_NAME`. */
  readonly logFile?: string;
}

/**
 * Receives OpenTelemetry where SDKs send it by default, from this instance alone, and sends traces to
 * X-Ray: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch-Agent-OpenTelemetry-metrics.html
 * A file is sent line by line:
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch-Agent-Configuration-File-Details.html#CloudWatch-Agent-Configuration-File-Logssection
 */
function configurationOf({ traces, logFile }: AgentDuties) {
  return {
    agent: { run_as_user: 'cwagent' },
    ...(traces && {
      traces: {
        traces_collected: {
          otlp: { grpc_endpoint: '127.0.0.1:4317', http_endpoint: new URL(TRACE_ENDPOINT).host },
        },
      },
    }),
    ...(logFile && {
      logs: {
        logs_collected: {
          files: {
            collect_list: [
              {
                file_path: logFile,
                log_group_name: 'LOG_GROUP_NAME',
                log_stream_name: '{instance_id}',
              },
            ],
          },
        },
      },
    }),
  };
}

/**
 * The shell commands that install and start the CloudWatch agent for what it is needed for.
 *
 * They neither delay the start of the instance nor fail it, and the installation is tried until it
 * succeeds: an instance without traces serves, and one that waits for a package does not. The package
 * is in the repositories of AL2023, which S3 serves.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/download-CloudWatch-Agent-on-EC2-Instance-commandline-first.html
 */
export function agentCommands(duties: AgentDuties): string[] {
  if (!duties.traces && duties.logFile === undefined) return [];
  const name = duties.logFile === undefined ? 'trace-agent' : 'log-agent';
  const config = `/opt/evenkeel/${name}.json`;
  const install = `dnf install -y amazon-cloudwatch-agent && ${AGENT} -a fetch-config -m ec2 -s -c file:${config}`;
  const inGroup = duties.logFile === undefined ? '' : ' | sed "s|LOG_GROUP_NAME|$LOG_GROUP_NAME|"';
  return [
    'mkdir -p /opt/evenkeel',
    `echo '${JSON.stringify(configurationOf(duties))}'${inGroup} > ${config}`,
    `systemd-run --no-block --unit=${name} --property=Restart=on-failure --property=RestartSec=30 /bin/bash -c '${install}' || true`,
  ];
}

/** What the agent may do; neither action supports resources. */
export function sendTraces(): iam.PolicyStatement {
  return new iam.PolicyStatement({
    actions: ['xray:PutTraceSegments', 'xray:PutTelemetryRecords'],
    resources: ['*'],
  });
}
