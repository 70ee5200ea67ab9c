import { graphOf, parseDocument, type ResourceGraph } from '../../lib/assembly/index.ts';

/** A graph of stacks in eu-west-1 or, by `REGION/NAME`, elsewhere, each the YAML of its resources. */
export function graphOfResources(
  ...stacks: readonly (string | readonly [region: string, resources: string])[]
): ResourceGraph {
  return graphOf(
    ...stacks.map((stack, i) => {
      const [region, text] = typeof stack === 'string' ? ['eu-west-1', stack] : stack;
      const resources = parseDocument(text, `stack ${i}`).value?.value;
      return { name: `Stack${i}`, region, template: { Resources: resources as object } };
    }),
  );
}

/** Names of resources, for expectations. */
export function idsOf(nodes: Iterable<{ readonly logicalId: string }>): readonly string[] {
  return [...nodes].map(({ logicalId }) => logicalId);
}
