import type { ResourceNode, TemplateStack } from '../model.ts';
import type { ConstructPaths } from './construct-paths.ts';
import type { ParameterPlaces } from './deployments.ts';
import type { Template } from './template.ts';

/** A stack while it is loaded: nested stacks and dependencies are still being added. */
export interface StackSource extends TemplateStack {
  id: string;
  region: string | undefined;
  parameterValues: Readonly<Record<string, string>>;
  /** Where those are written that somebody gave for this stack alone. */
  readonly parameterPlaces: ParameterPlaces;
  /** Whether somebody says that it is deployed by itself, whatever else uses its template. */
  readonly isDeclared: boolean;
  readonly dependencies: TemplateStack[];
  readonly nested: Map<string, StackSource>;
  readonly locateNested: (resource: ResourceNode) => NestedTemplate;
  readonly constructPathOf: ConstructPaths;
}

/** Where a nested stack's template is. */
export type NestedTemplate =
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'template'; readonly template: Template }
  /** Somewhere that only the deployment reaches, such as a bucket. */
  | { readonly kind: 'remote'; readonly url: string };
