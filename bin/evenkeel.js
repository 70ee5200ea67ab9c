#!/usr/bin/env node
// JavaScript, since Node strips no types in packages, and an old Node has to be told what is wrong.
import { existsSync } from 'node:fs';

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 18)) {
  process.stderr.write(
    `evenkeel: this is Node ${process.version}, expected 22.18 or later: update Node\n`,
  );
  process.exit(2);
}

// A clone has the sources, which Node runs as they are; the package has what they are built into.
const sources = new URL('evenkeel.ts', import.meta.url);
const bundle = new URL('../dist/evenkeel.js', import.meta.url);
await import((existsSync(sources) ? sources : bundle).href);
