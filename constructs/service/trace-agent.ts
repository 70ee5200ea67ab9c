import * as iam from 'aws-cdk-lib/aws-iam';

const CONFIG = '/opt/evenkeel/trace-agent.json';
const AGENT = '/opt/aws/amazon-cloudwatch-agent/bin/amazon-cloudwatch-agent-ctl';

/**
 * Receives OpenTelemetry where SDKs send it by default, from this instance alone, and sends traces to
 * X-Ray: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch-Agent-OpenTelemetry-metrics.html
 */
const CONFIGURATION = {
  agent: { run_as_user: 'cwagent' },
  traces: {
    traces_collected: {
      otlp: { grpc_endpoint: '127.0.0.1:4317', http_endpoint: '127.0.0.1:4318' },
    },
  },
};

/**
 * The shell commands that install and start the CloudWatch agent as collector of traces.
 *
 * They neither delay the start of the instance nor fail it, and the installation is tried until it
 * succeeds: an instance without traces serves, and one that waits for a package does not. The package
 * is in the repositories of AL2023, which S3 serves.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/download-CloudWatch-Agent-on-EC2-Instance-commandline-first.html
 */
export function traceAgentCommands(): string[] {
  const install = `dnf install -y amazon-cloudwatch-agent && ${AGENT} -a fetch-config -m ec2 -s -c file:${CONFIG}`;
  return [
    `mkdir -p ${CONFIG.slice(0, CONFIG.lastIndexOf('/'))}`,
    `echo '${JSON.stringify(CONFIGURATION)}' > ${CONFIG}`,
    `systemd-run --no-block --unit=trace-agent --property=Restart=on-failure --property=RestartSec=30 /bin/bash -c '${install}' || true`,
  ];
}

/** What the agent may do; neither action supports resources. */
export function sendTraces(): iam.PolicyStatement {
  return new iam.PolicyStatement({
    actions: ['xray:PutTraceSegments', 'xray:PutTelemetryRecords'],
    resources: ['*'],
  });
}
