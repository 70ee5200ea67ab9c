import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import {
  Extractor,
  ExtractorConfig,
  type ExtractorLogLevel,
  type ExtractorMessage,
} from '@microsoft/api-extractor';
import { type EntryPoint, entryPoints, setupFiles } from './entry-points.ts';

const root = join(import.meta.dirname, '..');

/** What an entry point offers, for compilers and for the page about it. */
export interface Declarations {
  /** All declarations in one text that imports nothing but other packages. */
  readonly rollup: string;
  /** API Extractor's model, as JSON. */
  readonly model: string;
}

/** All that the package declares. */
export interface PackageDeclarations {
  readonly entryPoints: Readonly<Record<EntryPoint, Declarations>>;
  /** Of setup files, which extend the types of a test framework: their texts as they are. */
  readonly setupFiles: Readonly<Record<string, string>>;
}

/**
 * The declarations of every entry point, and of every setup file.
 *
 * @throws Error with every public name or member that has no documentation, every type that public
 *   declarations use and nobody can import, and every link that leads nowhere
 */
export function extractDeclarations(): PackageDeclarations {
  // Inside the project, where the compiler finds the packages that declarations import.
  const folder = mkdtempSync(join(root, '.declarations-'));
  try {
    const tsc = join(root, 'node_modules/typescript/bin/tsc');
    const options = ['--project', join(root, 'tsconfig.build.json'), '--outDir', folder];
    execFileSync(process.execPath, [tsc, ...options], { stdio: 'inherit' });
    const problems: string[] = [];
    const found = Object.keys(entryPoints).map(
      (name) => [name, extract(folder, name as EntryPoint, problems)] as const,
    );
    if (problems.length > 0) throw new Error(problems.join('\n'));
    return {
      entryPoints: Object.fromEntries(found) as Record<EntryPoint, Declarations>,
      setupFiles: Object.fromEntries(
        Object.entries(setupFiles).map(([name, file]) => [
          name,
          // Beside it in the package is one file for all that it imports.
          readFileSync(join(folder, file.replace(/\.ts$/, '.d.ts')), 'utf8').replace(
            /from '\.\/index\.\w+'/,
            "from './testing.js'",
          ),
        ]),
      ),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function extract(folder: string, name: EntryPoint, problems: string[]): Declarations {
  const entry = join(folder, entryPoints[name].replace(/\.ts$/, '.d.ts'));
  const [rollup, model] = [join(folder, `${name}.rollup.d.ts`), join(folder, `${name}.api.json`)];
  const config = ExtractorConfig.prepare({
    configObjectFullPath: undefined,
    packageJsonFullPath: join(root, 'package.json'),
    configObject: {
      projectFolder: root,
      mainEntryPointFilePath: entry,
      compiler: { overrideTsconfig: compilerFor(entry) },
      dtsRollup: { enabled: true, untrimmedFilePath: rollup },
      docModel: { enabled: true, apiJsonFilePath: model },
      // Missing documentation is told by the report only, which nobody reads otherwise.
      apiReport: {
        enabled: true,
        reportFileName: `${name}.api.md`,
        reportFolder: folder,
        reportTempFolder: join(folder, 'report'),
      },
      tsdocMetadata: { enabled: false },
      messages: messagesFor(name),
    },
  });
  Extractor.invoke(config, {
    localBuild: true,
    messageCallback(message: ExtractorMessage) {
      message.handled = true;
      const isOfTheReport = message.category === 'console';
      if (isOfTheReport || message.logLevel === 'none' || message.logLevel === 'verbose') return;
      const file = message.sourceFilePath?.replace(`${folder}/`, '');
      problems.push(`${file}:${message.sourceFileLine} ${message.messageId} ${message.text}`);
    },
  });
  return { rollup: readFileSync(rollup, 'utf8'), model: readFileSync(model, 'utf8') };
}

function compilerFor(entry: string) {
  const { compilerOptions } = JSON.parse(readFileSync(join(root, 'tsconfig.json'), 'utf8'));
  return { compilerOptions: { ...compilerOptions, skipLibCheck: true }, files: [entry] };
}

function messagesFor(name: EntryPoint) {
  const level = (logLevel: `${ExtractorLogLevel}`) => ({
    logLevel: logLevel as ExtractorLogLevel,
    addToApiReportFile: false,
  });
  return {
    compilerMessageReporting: { default: level('error') },
    extractorMessageReporting: {
      default: level('error'),
      'ae-undocumented': level('error'),
      // Everything that is exported is public.
      'ae-missing-release-tag': level('none'),
      // The pack takes the options of `evenkeel/review`, which exports them.
      ...(name === 'cdk-nag' && { 'ae-forgotten-export': level('none') }),
    },
    tsdocMessageReporting: {
      default: level('error'),
      // `@param name what it is`, as everywhere in TypeScript.
      'tsdoc-param-tag-missing-hyphen': level('none'),
    },
  };
}
