import { enableCompileCache } from 'node:module';

// What `cdk synth` costs before there is anything to synthesize, and the yardstick of the benchmark.
// It does what bin/app.ts does to be fast: it imports the core alone, from the compile cache, and
// leaves CloudFormation Validate out.
enableCompileCache();
process.env.CDK_VALIDATION ??= 'false';
const { App, Stack } = await import('aws-cdk-lib/core');
const app = new App();
new Stack(app, 'Empty', { env: { region: 'eu-west-1' } });
app.synth();
