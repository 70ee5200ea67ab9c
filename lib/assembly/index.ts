export { parseCidr } from './cidr.ts';
export type { Choice, Crossing, Edge, Unresolved } from './edges.ts';
export { ResourceGraph } from './graph.ts';
export type { JsonObject, PathSegment } from './json.ts';
export {
  MAX_DEPTH,
  MAX_FILES,
  MAX_NESTING,
  MAX_RESOLVE_DEPTH,
  MAX_SCENARIOS,
  MAX_STACKS,
  MAX_TEMPLATE_BYTES,
  MAX_TEXT_LENGTH,
  MAX_VALUES,
} from './limits.ts';
export { graphOf, type LoadResult, load, type StackInput } from './load.ts';
export type { ResourceNode, TemplateStack } from './model.ts';
export { physicalName, targetOf, textKey } from './names.ts';
export {
  formatProblem,
  InputError,
  type InputProblem,
  type ProblemCode,
  type SourcePosition,
} from './problems.ts';
export {
  asBoolean,
  asKeyValues,
  asList,
  asMapping,
  asNumber,
  asString,
  type Read,
  referencesIn,
} from './read.ts';
export { type Assumption, type Exploration, explore, type Scenario } from './scenarios.ts';
export type { Template } from './template.ts';
export {
  type Absent,
  type Branches,
  describe,
  type Hop,
  type List,
  type Literal,
  type Mapping,
  type Provenance,
  type Reference,
  type ReferenceKind,
  type Resolved,
  type Text,
  type Unknown,
  type UnknownCode,
  type Zone,
  type Zones,
} from './values.ts';
export { type ZoneCount, zoneKey, zoneOfSubnet, zonesOfNames, zonesOfSubnets } from './zones.ts';
