import { sandbox } from './unit-sandbox.ts';

/** Where everything of a program is on the instance. */
export const places = {
  program: '/opt/evenkeel/program',
  runtime: '/opt/evenkeel/runtime',
  certificates: '/opt/evenkeel/certificates',
  launcher: '/opt/evenkeel/start',
  drain: '/opt/evenkeel/drain',
  log: '/var/log/program.log',
} as const;

/** The name of the unit that runs the program. */
export const UNIT = 'program.service';

/** What the unit and the launcher need to know. */
export interface ProgramSettings {
  /** A command of one line, run in the folder. */
  readonly start: string;
  /** By name; may hold tokens. */
  readonly environment: Readonly<Record<string, string>>;
  /** The path in Parameter Store below which everything is told to the program. */
  readonly parameters?: string | undefined;
  /** The names of secrets that it finds as files. */
  readonly secrets: readonly string[];
  /** How long it may take from SIGTERM until it has ended, in seconds. */
  readonly stopSeconds: number;
}

const METADATA = `item() {
  local token imds=http://169.254.169.254/latest
  token=$(curl -sf --max-time 2 -X PUT -H 'X-aws-ec2-metadata-token-ttl-seconds: 60' "$imds/api/token") &&
    curl -sf --max-time 2 -H "X-aws-ec2-metadata-token: $token" "$imds/meta-data/$1"
}`;

/**
 * The script that becomes the program. It asks for parameters and secrets at each start, so that a
 * restart brings new ones, and starts with those of before while nobody answers.
 */
export function launcher({ start, parameters, secrets }: ProgramSettings): string {
  return [
    '#!/bin/bash',
    'set -euo pipefail',
    'umask 077',
    `cd ${places.program}`,
    METADATA,
    'if AVAILABILITY_ZONE=$(item placement/availability-zone); then export AVAILABILITY_ZONE; fi',
    ...(parameters === undefined ? [] : [toldBy(parameters), 'told']),
    ...(secrets.length === 0 ? [] : [secretFiles(secrets), 'secrets']),
    `exec ${start}`,
  ].join('\n');
}

/** Its variables are local: whatever the program's own are called, they reach it as they are. */
const toldBy = (path: string) => `told() {
  local name value known="$RUNTIME_DIRECTORY/parameters"
  if timeout 20 aws ssm get-parameters-by-path --path '${path}' --recursive \\
    --query 'Parameters[].[Name,Value]' --output text > "$known.new"; then
    mv "$known.new" "$known"
  fi
  while IFS=$'\\t' read -r name value; do
    name=\${name#'${path}/'}
    name=\${name^^}
    name=\${name//[^A-Z0-9]/_}
    if [ -z "\${!name+set}" ]; then export "$name=$value"; fi
  done < "$known"
}`;

const secretFiles = (
  names: readonly string[],
) => `export SECRETS_DIRECTORY="$RUNTIME_DIRECTORY/secrets"
secrets() {
  local name file
  for name in ${names.map((name) => `'${name}'`).join(' ')}; do
    file="$SECRETS_DIRECTORY/$name"
    mkdir -p "$(dirname "$file")"
    if timeout 20 aws secretsmanager get-secret-value --secret-id "$name" \\
      --query SecretString --output text > "$file.new"; then
      mv "$file.new" "$file"
    fi
    test -e "$file"
  done
}`;

/**
 * The unit that runs the launcher: a user of its own, nothing that it can write to but its runtime
 * directory, and no privileges. A system call that is not allowed fails, and does not kill.
 */
export function unit({ environment, stopSeconds }: ProgramSettings): string {
  const variables = {
    PATH: `${places.runtime}/bin:/usr/local/bin:/usr/bin`,
    ...environment,
  };
  return `[Unit]
Description=The program of the service
After=network-online.target
Wants=network-online.target
StartLimitIntervalSec=0

[Service]
${Object.entries(variables).map(assignment).join('\n')}
WorkingDirectory=${places.program}
ExecStart=${places.launcher}
Restart=always
RestartSec=1
KillMode=mixed
SuccessExitStatus=143
TimeoutStopSec=${stopSeconds}
StandardOutput=append:${places.log}
StandardError=inherit
RuntimeDirectory=program
RuntimeDirectoryMode=0700
RuntimeDirectoryPreserve=yes
${sandbox({ addressFamilies: ['AF_INET', 'AF_INET6', 'AF_NETLINK', 'AF_UNIX'], compiles: true })}
SystemCallErrorNumber=EPERM

[Install]
WantedBy=multi-user.target`;
}

/** https://www.freedesktop.org/software/systemd/man/latest/systemd.exec.html#Environment= */
function assignment([name, value]: [string, string]): string {
  const escaped = value.replace(/[\\"]/g, String.raw`\$&`).replaceAll('%', '%%');
  return `Environment="${name}=${escaped}"`;
}

/**
 * The script that stops the program when Auto Scaling is about to take its instance, and lets Auto
 * Scaling go on when it has ended.
 * https://docs.aws.amazon.com/autoscaling/ec2/userguide/retrieving-target-lifecycle-state-through-imds.html
 */
export function drainScript(lifecycleHook: string): string {
  return `#!/bin/bash
${METADATA}
until [ "$(item autoscaling/target-lifecycle-state)" = Terminated ]; do sleep 5; done
systemctl stop ${UNIT}
instance=$(item instance-id)
for pause in 1 2 4 8 16; do
  group=$(aws autoscaling describe-auto-scaling-instances --instance-ids "$instance" --output text \\
    --query 'AutoScalingInstances[0].AutoScalingGroupName') &&
    aws autoscaling complete-lifecycle-action --lifecycle-action-result CONTINUE \\
      --lifecycle-hook-name ${lifecycleHook} --auto-scaling-group-name "$group" --instance-id "$instance" && exit
  sleep $pause
done
exit 1`;
}

/** The unit that runs {@link drainScript}. */
export function drainUnit(region: string): string {
  return `[Unit]
Description=Stops the program before its instance is taken
After=network-online.target
Wants=network-online.target

[Service]
Environment=AWS_REGION=${region}
ExecStart=${places.drain}
Restart=on-failure
RestartSec=5

[Install]
WantedBy=multi-user.target`;
}
