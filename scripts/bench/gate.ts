import { load } from '../../lib/assembly/index.ts';
import { judgeDeclared } from '../../lib/resilience/objectives/gate.ts';
import { review } from '../../lib/review/engine.ts';
import { createProfile } from '../../lib/review/profile.ts';
import { rules } from '../../lib/review/rules/index.ts';

/**
 * Prints the seconds of CPU that it takes to hold the objectives of an assembly against its
 * templates, as at synthesis: once, and when they were reviewed.
 */
const { graph, declaration } = load(process.argv.slice(2));
review({ graph, rules, profile: createProfile({}, graph), today: '2026-01-01' });
const before = process.cpuUsage();
judgeDeclared(graph, declaration);
const { user, system } = process.cpuUsage(before);
console.log((user + system) / 1e6);
