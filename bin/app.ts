import { enableCompileCache } from 'node:module';

// The app is many modules, and `cdk synth` runs it anew each time: what was compiled once need not
// be compiled again.
enableCompileCache();
await import('./synth.ts');
