// An image on the instances of the architecture, named by its digest. Docker is not part of Amazon Linux
// and is installed at each first boot: the weaker form, beside a folder.
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import { App, Stack } from 'aws-cdk-lib/core';
import { Architecture, MultiAzAutoScalingGroup, MultiAzNetwork, planFor } from 'evenkeel';

const name = 'shop';
const digest = 'sha256:9b7f2b6c1f0d3e5a4c8e7d6f5a4b3c2d1e0f9a8b7c6d5e4f3a2b1c0d9e8f7a6b';
const port = 8080;

// The network of the host: credentials are one hop away there, and the instances allow one.
const unit = `[Unit]
Description=The image of the service
After=docker.service network-online.target
Requires=docker.service

[Service]
EnvironmentFile=/etc/image.env
ExecStartPre=-/usr/bin/docker rm --force image
ExecStart=/usr/bin/docker run --name image --network host --env-file /etc/image.env --read-only --cap-drop ALL --security-opt no-new-privileges --log-driver awslogs --log-opt awslogs-region=\${AWS_REGION} --log-opt awslogs-group=\${LOG_GROUP_NAME} \${IMAGE}
ExecStop=/usr/bin/docker stop --time 90 image
TimeoutStopSec=100
Restart=always
RestartSec=1

[Install]
WantedBy=multi-user.target`;

// Run by bash, as root, under `set -euo pipefail`. What fails within the start-up time is tried again.
const commands = [
  // `dnf` does not wait while the agent of Systems Manager updates itself.
  'until dnf install -y docker; do sleep 5; done',
  'systemctl enable --now docker',
  'account=$(aws sts get-caller-identity --query Account --output text)',
  `registry="$account.dkr.ecr.$AWS_REGION.amazonaws.com" image="$registry/${name}@${digest}"`,
  'until aws ecr get-login-password | docker login --username AWS --password-stdin "$registry" &&',
  '  docker pull "$image"; do sleep 5; done',
  // What the architecture tells a program, under the names that it has in a folder's environment.
  `until told=$(aws ssm get-parameters-by-path --path /${name} --recursive \\`,
  "  --query 'Parameters[].[Name,Value]' --output text); do sleep 5; done",
  `{ echo "IMAGE=$image"; echo "AWS_REGION=$AWS_REGION"; echo "LOG_GROUP_NAME=$LOG_GROUP_NAME"`,
  `  echo "PORT=$PORT"; echo "$told" | awk -F '\\t' '{ sub("^/${name}/", "", $1); gsub(/[^A-Za-z0-9]/, "_", $1); print toupper($1) "=" $2 }'`,
  '} > /etc/image.env',
  "cat > /etc/systemd/system/image.service <<'END_OF_UNIT'",
  unit,
  'END_OF_UNIT',
  'systemctl daemon-reload',
  'systemctl enable --now image.service',
];

const plan = planFor({
  name,
  strategy: 'warm-standby',
  regions: [{ name: 'eu-west-1' }, { name: 'eu-central-1' }],
  domain: {
    zoneName: 'example.com',
    hostedZoneId: 'Z0123456789EXAMPLE',
    recordName: 'shop.example.com',
  },
  workload: {
    commands,
    port,
    checks: { shallow: '/health', serving: '/health/serving' },
    startupMinutes: 10,
    workers: { commands },
  },
  peakInstances: 4,
  alerts: { page: ['on-call@example.com'], ticket: ['team@example.com'] },
  objectives: { availabilityPercent: 99.95 },
});

const app = new App();
const architecture = new Architecture(app, plan.name, { plan });
for (const construct of architecture.node.findAll()) {
  if (construct instanceof MultiAzAutoScalingGroup) {
    // https://docs.aws.amazon.com/AmazonECR/latest/userguide/repository-policy-examples.html
    construct.role.addToPrincipalPolicy(
      new iam.PolicyStatement({ actions: ['ecr:GetAuthorizationToken'], resources: ['*'] }),
    );
    construct.role.addToPrincipalPolicy(
      new iam.PolicyStatement({
        actions: ['ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'],
        resources: [
          Stack.of(construct).formatArn({
            service: 'ecr',
            resource: 'repository',
            resourceName: name,
          }),
        ],
      }),
    );
  }
  if (construct instanceof MultiAzNetwork) {
    const { partition, region } = Stack.of(construct);
    // Layers are in a bucket of Amazon ECR's.
    // https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html
    construct.s3Endpoint.addToPolicy(
      new iam.PolicyStatement({
        principals: [new iam.AnyPrincipal()],
        actions: ['s3:GetObject'],
        resources: [`arn:${partition}:s3:::prod-${region}-starport-layer-bucket/*`],
      }),
    );
    // So that a new instance starts without the way to the internet.
    for (const service of ['ECR', 'ECR_DOCKER', 'STS'] as const) {
      construct.vpc.addInterfaceEndpoint(service, {
        service: ec2.InterfaceVpcEndpointAwsService[service],
      });
    }
  }
}
app.synth();
