import { existsSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import * as iam from 'aws-cdk-lib/aws-iam';
import { FileAssetPackaging, Stack, Stage } from 'aws-cdk-lib/core';
import { Construct, type IConstruct } from 'constructs';
import { shippedFile } from '../shipped.ts';
import { fileCommands } from './file-commands.ts';
import { type Archive, archiveOf, archiveOfFile } from './folder-archive.ts';
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
  /** A folder whose `bin` comes first in the program's `PATH`. */
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
    { to: places.program, ...assetOf(inner, folder, () => archiveOf(folder)) },
    ...(runtime === undefined
      ? []
      : [{ to: places.runtime, ...assetOf(inner, runtime, () => archiveOf(runtime)) }]),
    {
      to: places.certificates,
      ...assetOf(inner, AUTHORITIES, () => archiveOfFile(AUTHORITIES, shippedFile(AUTHORITIES))),
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

/** The same program is in several groups and Regions of an app, and is archived once. */
const archives = new WeakMap<IConstruct, Map<string, Archive>>();

function archiveIn(scope: Construct, name: string, make: () => Archive): Archive {
  const known = archives.get(scope.node.root) ?? new Map<string, Archive>();
  archives.set(scope.node.root, known);
  const archive = known.get(name) ?? make();
  known.set(name, archive);
  return archive;
}

interface ArchiveAsset {
  readonly bucket: string;
  readonly key: string;
  readonly sha256: string;
}

/**
 * An `Asset` would go under a hash of its own, which is none of what is downloaded: this one is the
 * archive's SHA-256, in the bucket and in the cloud assembly.
 */
function assetOf(scope: Construct, name: string, make: () => Archive): ArchiveAsset {
  const { content, sha256 } = archiveIn(scope, name, make);
  const { outdir, assetOutdir } = assemblyOf(scope);
  const path = join(assetOutdir, `asset.${sha256}.gz`);
  if (!existsSync(path)) writeFileSync(path, content);
  const { bucketName, objectKey } = Stack.of(scope).synthesizer.addFileAsset({
    fileName: relative(outdir, path),
    sourceHash: sha256,
    packaging: FileAssetPackaging.FILE,
    displayName: scope.node.path,
  });
  return { bucket: bucketName, key: objectKey, sha256 };
}

function assemblyOf(scope: Construct): Stage {
  const stage = Stage.of(scope);
  if (stage === undefined) {
    throw new Error(
      `${scope.node.path} must be in an App or a Stage: an archive goes into its cloud assembly`,
    );
  }
  return stage;
}

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
