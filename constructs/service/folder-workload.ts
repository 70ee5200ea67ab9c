import * as iam from 'aws-cdk-lib/aws-iam';
import { Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { shippedFile } from '../shipped.ts';
import { archiveAsset, fileAsset } from './archive-asset.ts';
import { fileCommands } from './file-commands.ts';
import type { InstanceWorkload } from './instance-workload.ts';
import {
  drainScript,
  drainUnit,
  launcher,
  type ProgramSettings,
  places,
  UNIT,
  unit,
} from './program-unit.ts';

/** Options of {@link folderWorkload}. */
export interface FolderWorkloadOptions extends Omit<ProgramSettings, 'stopSeconds'> {
  /** The folder with the program. */
  readonly folder: string;
  /** A folder whose `bin` comes first in the program's `PATH`, or a gzipped tar of it. */
  readonly runtime?: string | undefined;
  /**
   * How long the program may take from SIGTERM until it has ended, in seconds.
   * @default 90 - two failed health checks, the deregistration delay of a target, and ten seconds
   */
  readonly stopSeconds?: number;
  /**
   * The terminating lifecycle hook of the group: the program is stopped before it is completed.
   * @default - none: the target has drained before an instance is stopped
   */
  readonly lifecycleHook?: string;
}

/**
 * A workload whose program is a folder.
 *
 * The folder becomes one archive in the CDK's bucket of the Region, under the SHA-256 of its content.
 * The instance checks that sum, so that another content is another launch template, and a rollback
 * brings back the very files. Beside it go the certificates of Aurora's authorities, which no system
 * comes with. The role of the instance may read these objects and no others.
 */
export function folderWorkload(
  scope: Construct,
  id: string,
  options: FolderWorkloadOptions,
): InstanceWorkload {
  const inner = new Construct(scope, id);
  const { region } = Stack.of(inner);
  const { folder, runtime, lifecycleHook, stopSeconds = 90 } = options;
  const settings = {
    ...options,
    environment: {
      AWS_REGION: region,
      DATABASE_CA_FILE: `${places.certificates}/${AUTHORITIES}`,
      ...options.environment,
    },
    stopSeconds,
  };
  const assets = [
    { to: places.program, ...archiveAsset(inner, folder) },
    ...(runtime === undefined ? [] : [{ to: places.runtime, ...archiveAsset(inner, runtime) }]),
    {
      to: places.certificates,
      ...fileAsset(inner, AUTHORITIES, () => shippedFile(AUTHORITIES)),
    },
  ];
  return {
    commands: [
      FETCH,
      ...assets.map(({ bucket, key, sha256, to }) => `fetch '${bucket}' '${key}' ${sha256} ${to}`),
      ...fileCommands(places.launcher, '755', launcher(settings)),
      ...fileCommands(`/etc/systemd/system/${UNIT}`, '644', unit(settings)),
      ...(lifecycleHook === undefined
        ? []
        : [
            ...fileCommands(places.drain, '755', drainScript(lifecycleHook)),
            ...fileCommands('/etc/systemd/system/drain.service', '644', drainUnit(region)),
          ]),
      ...fileCommands('/etc/logrotate.d/program', '644', ROTATION),
      'systemctl daemon-reload',
      `systemctl enable --now ${UNIT}${lifecycleHook === undefined ? '' : ' drain.service'}`,
    ],
    readiness: `systemctl is-active --quiet ${UNIT}`,
    logFile: places.log,
    permissions: [
      new iam.PolicyStatement({
        sid: 'Program',
        actions: ['s3:GetObject'],
        resources: assets.map(({ bucket, key }) =>
          Stack.of(inner).formatArn({
            service: 's3',
            region: '',
            account: '',
            resource: bucket,
            resourceName: key,
          }),
        ),
      }),
    ],
  };
}

/** Under this name the certificates of Aurora's authorities are shipped, and are on the instance. */
const AUTHORITIES = 'rds-ca.pem';

/**
 * Unpacked by Python, which Amazon Linux cannot be without. Everybody may read it, and root alone
 * write.
 */
const FETCH = `fetch() {
  for pause in 1 2 4 8 16 0; do
    aws s3 cp --only-show-errors "s3://$1/$2" /var/tmp/archive && break
    sleep $pause
  done
  echo "$3  /var/tmp/archive" | sha256sum --check --status
  mkdir -p "$4"
  python3 -m tarfile --extract /var/tmp/archive "$4"
  rm /var/tmp/archive
}`;

/** The agent reads on when a log is cut off at its beginning. */
const ROTATION = `${places.log} {
  size 100M
  rotate 1
  copytruncate
  missingok
}`;
