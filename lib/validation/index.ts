export { isGzip, notArchivable } from './archivable.ts';
export {
  type Check,
  type Checks,
  check,
  type Fields,
  fieldProblems,
  isFields,
  listOf,
  mapOf,
  number,
  object,
  oneOf,
  optional,
  text,
  truth,
} from './checks.ts';
export { type CidrBlock, formatCidr, overlap, parseCidr, sizeOf, startOf } from './cidr.ts';
export { isFolder, notSqlIn, sqlProblems } from './folders.ts';
export { itemKey, memberKey, pathOf } from './keys.ts';
export { type LocatedProblem, located } from './located.ts';
export { didYouMean, nearest, suggestion } from './nearest.ts';
export { formatProblem, type Problem, shown } from './problem.ts';
export { type Processor, processorOf, processorOfRuntime } from './processor.ts';
export { executablesIn, interpreterProblem, programProblem } from './program.ts';
export { looksSecret, withoutSecret } from './secrets.ts';
