import module from 'node:module';

// Rules are many small files: what was compiled once need not be compiled again.
module.enableCompileCache();
const { main } = await import('./cli/main.ts');

const { stdout, stderr, env } = process;
// A reader that has seen enough, as `head` does, is no error; a full disk is.
stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') return;
  stderr.write(`evenkeel: the report cannot be written: ${error.message}\n`);
  process.exitCode = 2;
});
const today = new Date().toISOString().slice(0, 10);
process.exitCode = main(process.argv.slice(2), { stdout, stderr, env, cwd: process.cwd(), today });
