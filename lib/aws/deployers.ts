import {
  type Edge,
  type Resolved,
  type ResourceGraph,
  type ResourceNode,
  referencesIn,
} from '../assembly/index.ts';
import { referrersBy } from './lookups.ts';
import { actionsIn, textsIn } from './policy-statements.ts';

/** Services that build and deploy, as roles let them in. */
const BUILDING = /^(?:codebuild|codedeploy|codepipeline)\.amazonaws\.com/;

/** Whose tokens pipelines elsewhere bring, as providers of OpenID Connect. */
const PIPELINES = /githubusercontent\.com|gitlab|bitbucket\.org|circleci\.com|buildkite\.com/;

/** How a policy uses a bucket: as a pipeline that deploys to it, or so that it changes nothing. */
export type Use = 'deploys' | 'reads' | 'writes';

/** What a statement that names a resource lets whoever has it do. */
export function useOf(graph: ResourceGraph, edge: Edge): Use {
  const { from, path } = edge;
  if (/^AWS::Code(?:Build|Pipeline)::/.test(from.type)) return 'deploys';
  const at = path.lastIndexOf('Statement');
  const nth = path[at + 1];
  if (at < 0) return 'writes';
  const place = typeof nth === 'number' ? path.slice(0, at + 2) : path.slice(0, at + 1);
  const { texts, isOpen } = actionsIn(graph.get(from, ...place));
  if (!isOpen && texts.every((action) => READ.test(action))) return 'reads';
  const roles = rolesOf(graph, from);
  return roles.length > 0 && roles.every((role) => isDeployer(graph, role)) ? 'deploys' : 'writes';
}

/** `s3:GetObject`, `s3:List*` */
const READ = /^[a-z0-9]+:(?:Batch)?(?:Describe|Get|Head|List)/i;

/** The roles that have a policy; the role itself, if it has the policy inline. */
function rolesOf(graph: ResourceGraph, from: ResourceNode): readonly ResourceNode[] {
  if (from.type === ROLE) return [from];
  const named = ['Roles', 'RoleName'].flatMap((name) => referencesIn(graph.get(from, name)));
  const naming = referrersBy(graph, from, ROLE, 'ManagedPolicyArns');
  return [...new Set([...named.map(({ node }) => node), ...naming])];
}

const ROLE = 'AWS::IAM::Role';

/** Whether nobody has a role but what builds and deploys. */
function isDeployer(graph: ResourceGraph, role: ResourceNode): boolean {
  const { principals, isOpen } = principalsIn(graph.get(role, 'AssumeRolePolicyDocument'));
  const names = principals.map((one) => namesIn(graph, one));
  return (
    !isOpen &&
    names.length > 0 &&
    names.every((own) => own.some((name) => BUILDING.test(name) || PIPELINES.test(name)))
  );
}

/** The principals of the statements of a trust policy, and whether some are not known. */
function principalsIn(document: Resolved): { principals: readonly Resolved[]; isOpen: boolean } {
  const statements = document.kind === 'mapping' ? document.entries.get('Statement') : undefined;
  if (statements === undefined) return { principals: [], isOpen: true };
  const list = statements.kind === 'list' ? statements.items : [statements];
  const found = list.map((one) =>
    one.kind === 'mapping' ? one.entries.get('Principal') : undefined,
  );
  const principals = found.flatMap((one) =>
    one?.kind === 'mapping' ? [...one.entries.values()].flatMap(itemsIn) : [],
  );
  return { principals, isOpen: found.some((one) => one?.kind !== 'mapping') };
}

function itemsIn(value: Resolved): readonly Resolved[] {
  return value.kind === 'list' ? value.items : [value];
}

/** The texts of a principal, and those of the provider that it is. */
function namesIn(graph: ResourceGraph, principal: Resolved): readonly string[] {
  const urls = referencesIn(principal).flatMap(({ node }) => textsIn(graph.get(node, 'Url')).texts);
  const parts = principal.kind === 'text' ? principal.parts : [principal];
  return [...urls, ...parts.flatMap((part) => textsIn(part).texts)];
}
