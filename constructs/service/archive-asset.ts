import { copyFileSync, existsSync, linkSync, realpathSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { FileAssetPackaging, Stack, Stage } from 'aws-cdk-lib/core';
import type { Construct, IConstruct } from 'constructs';
import { type Archive, archiveOf, archiveOfFile, finishedArchive } from './folder-archive.ts';

/** An archive in the CDK's bucket of a Region. */
export interface ArchiveAsset {
  readonly bucket: string;
  readonly key: string;
  readonly sha256: string;
}

/** A folder, or a finished archive of one, as an archive in the CDK's bucket. */
export function archiveAsset(scope: Construct, path: string): ArchiveAsset {
  return assetOf(scope, path, () =>
    statSync(path).isDirectory() ? archiveOf(path) : finishedArchive(path),
  );
}

/** A file of a name and a text as an archive in the CDK's bucket. */
export function fileAsset(scope: Construct, name: string, text: () => string): ArchiveAsset {
  return assetOf(scope, name, () => archiveOfFile(name, text()));
}

/** The same program is in several groups and Regions of an app, and is archived once. */
const archives = new WeakMap<IConstruct, Map<string, Archive>>();

function archiveIn(scope: Construct, name: string, make: () => Archive): Archive {
  const known = archives.get(scope.node.root) ?? new Map<string, Archive>();
  archives.set(scope.node.root, known);
  const archive = known.get(name) ?? make();
  known.set(name, archive);
  return archive;
}

/**
 * An `Asset` would go under a hash of its own, which is none of what is downloaded: this one is the
 * archive's SHA-256, in the bucket and in the cloud assembly.
 */
function assetOf(scope: Construct, name: string, make: () => Archive): ArchiveAsset {
  const archive = archiveIn(scope, name, make);
  const { sha256 } = archive;
  const { outdir, assetOutdir } = assemblyOf(scope);
  const path = join(assetOutdir, `asset.${sha256}.gz`);
  if (!existsSync(path)) put(archive, path);
  const { bucketName, objectKey } = Stack.of(scope).synthesizer.addFileAsset({
    fileName: relative(outdir, path),
    sourceHash: sha256,
    packaging: FileAssetPackaging.FILE,
    displayName: scope.node.path,
  });
  return { bucket: bucketName, key: objectKey, sha256 };
}

function put(archive: Archive, path: string): void {
  if ('content' in archive) writeFileSync(path, archive.content);
  else linkOrCopy(realpathSync(archive.file), path);
}

/** A runtime is large, and each cloud assembly would have a copy of it. */
function linkOrCopy(file: string, path: string): void {
  try {
    linkSync(file, path);
  } catch {
    // It is on another file system, or on one without links.
    copyFileSync(file, path);
  }
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
