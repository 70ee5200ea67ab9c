import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type BuildOptions, build, type Plugin } from 'esbuild';
import { apiPage } from './api-docs.ts';
import { extractDeclarations } from './declarations.ts';
import { entryPoints, setupFiles } from './entry-points.ts';
import { bundleSchemaFunction, shipped } from './shipped.ts';

/**
 * Builds what is published: each entry point as an ES module and as CommonJS, since a CDK app is
 * either and jest cannot load the former, each with one file of declarations beside it, the page
 * about them all, and the command. What users have anyway stays outside.
 */
const root = join(import.meta.dirname, '..');
const dist = join(root, 'dist');

const common = {
  absWorkingDir: root,
  outdir: dist,
  bundle: true,
  platform: 'node',
  target: 'node22',
  external: ['aws-cdk-lib', 'constructs', 'cdk-nag', 'vitest'],
  logLevel: 'warning',
} satisfies BuildOptions;

/** CommonJS has no shared chunks: what another entry point has is taken from its file. */
const fromEntryPoints: Plugin = {
  name: 'from-entry-points',
  setup({ onResolve }) {
    const takes = (file: string, filter: RegExp, path: string) =>
      onResolve({ filter }, ({ importer }) =>
        importer === join(root, file) ? { path, external: true } : undefined,
      );
    takes(entryPoints['cdk-nag'], /\/plugin\.ts$/, './review.cjs');
    takes(setupFiles['testing-jest'], /\/index\.ts$/, './testing.cjs');
  },
};

rmSync(dist, { recursive: true, force: true });
mkdirSync(dist);

const esm = {
  ...common,
  format: 'esm',
  metafile: true,
  splitting: true,
  chunkNames: 'chunks/[name]-[hash]',
  // A bundled CommonJS package asks for `require`, which ES modules do not have.
  banner: {
    js: "import { createRequire as $createRequire } from 'node:module';const require = $createRequire(import.meta.url);",
  },
} satisfies BuildOptions;

// Stack traces of users name constructs, so names stay as they are. The command is a bundle of its
// own, since that costs a tenth of its time.
const { metafile } = await build({
  ...esm,
  entryPoints: { ...entryPoints, ...setupFiles },
  keepNames: true,
});
const command = await build({ ...esm, entryPoints: { evenkeel: 'bin/evenkeel.ts' } });
await build({
  ...common,
  // vitest is an ES module, and so is what is imported for it.
  entryPoints: { ...entryPoints, 'testing-jest': setupFiles['testing-jest'] },
  keepNames: true,
  format: 'cjs',
  // By it the code finds the folder of the package.
  define: { 'import.meta.url': '__filename' },
  outExtension: { '.js': '.cjs' },
  plugins: [fromEntryPoints],
});

mkdirSync(join(dist, 'shipped'));
for (const [name, make] of Object.entries(shipped)) {
  writeFileSync(join(dist, 'shipped', name), make());
}

const declarations = extractDeclarations();
for (const [name, { rollup }] of Object.entries(declarations.entryPoints)) {
  writeFileSync(join(dist, `${name}.d.ts`), rollup);
  writeFileSync(join(dist, `${name}.d.cts`), rollup);
}
for (const [name, text] of Object.entries(declarations.setupFiles)) {
  writeFileSync(join(dist, `${name}.d.ts`), text);
  if (name === 'testing-vitest') continue;
  writeFileSync(join(dist, `${name}.d.cts`), text.replace('./testing.js', './testing.cjs'));
}
writeFileSync(join(dist, 'api.md'), apiPage(declarations.entryPoints));
copyFileSync(join(root, 'lib/resilience/reports/schema.json'), join(dist, 'predict.schema.json'));

/** Packages whose code is part of the bundles: their licenses ask for a copy of themselves. */
const bundled = new Set(
  Object.keys({
    ...metafile.inputs,
    ...command.metafile.inputs,
    ...bundleSchemaFunction().metafile.inputs,
  }).flatMap((file) => file.match(/node_modules\/((?:@[^/]+\/)?[^/]+)/)?.[1] ?? []),
);
writeFileSync(
  join(dist, 'THIRD-PARTY-LICENSES'),
  [...bundled]
    .sort()
    .map((name) => `${name}\n\n${licenseOf(name)}`)
    .join('\n'),
);

/** What a package says of its license: in a file of its own, or at the end of its README. */
function licenseOf(name: string): string {
  const folder = join(root, 'node_modules', name);
  const file = readdirSync(folder).find((each) => /^licen[cs]e/i.test(each));
  if (file !== undefined) return readFileSync(join(folder, file), 'utf8');
  const [section] =
    /^#+ licen[cs]e[\s\S]*/im.exec(readFileSync(join(folder, 'README.md'), 'utf8')) ?? [];
  if (section === undefined) throw new Error(`${name} has no license: leave it out of the bundles`);
  return section;
}
