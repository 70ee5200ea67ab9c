export type { Choice, Crossing, Edge, Unresolved } from './graph/edges.ts';
export { ResourceGraph } from './graph/graph.ts';
export type { KeysOf } from './graph/lookup.ts';
export {
  identity,
  NAMED_TYPES,
  namedBy,
  nameKey,
  nameOf,
  physicalName,
  targetOf,
  textKey,
} from './graph/names.ts';
export { candidatesOf, isOpen, leadsTo, segmentsOf } from './graph/open-names.ts';
export {
  asBoolean,
  asKeyValues,
  asList,
  asMapping,
  asNumber,
  asString,
  type Read,
  referencesIn,
} from './graph/read.ts';
export {
  type Assumption,
  assumptionText,
  type Exploration,
  type Explored,
  explore,
  type Scenario,
} from './graph/scenarios.ts';
export {
  type ZoneCount,
  zoneKey,
  zoneOfSubnet,
  zoneSource,
  zonesOfNames,
  zonesOfSubnets,
} from './graph/zones.ts';
export {
  DECLARATION_FILE,
  type Declaration,
  PROPERTY_CHECKS,
  type Recovery,
  type Role,
  type Stage,
} from './input/declaration.ts';
export type {
  Deployment,
  LoadOptions,
  ParameterPlace,
  ParameterPlaces,
  PlacedDeployment,
} from './input/deployments.ts';
export { readText, realFile } from './input/files.ts';
export { graphOf, type StackInput } from './input/graph-of.ts';
export { type LoadResult, load } from './input/load.ts';
export { parseDocument, type Template } from './input/template.ts';
export type { JsonObject, PathSegment } from './json.ts';
export {
  MAX_BRANCHES,
  MAX_DEPTH,
  MAX_FILES,
  MAX_NESTING,
  MAX_RESOLVE_DEPTH,
  MAX_SCENARIOS,
  MAX_SHARED_SIZE,
  MAX_STACKS,
  MAX_TEMPLATE_BYTES,
  MAX_TEXT_LENGTH,
  MAX_VALUES,
} from './limits.ts';
export { parameterType, type ResourceNode, type TemplateStack } from './model.ts';
export { matchesPath } from './path-pattern.ts';
export {
  formatProblem,
  InputError,
  type InputProblem,
  type ProblemCode,
  type SourcePosition,
} from './problems.ts';
export { parseCidr } from './resolve/cidr.ts';
export { isRegion, mayBeSame } from './resolve/environment.ts';
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
} from './resolve/values.ts';
