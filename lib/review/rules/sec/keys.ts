import {
  identity,
  type ResourceGraph,
  type ResourceNode,
  referencesIn,
  textKey,
} from '../../../assembly/index.ts';
import type { EncryptedCopy } from '../../../aws/index.ts';
import type { Verdict } from '../../rule.ts';
import { fail, pass, unknown } from '../../verdicts.ts';

/** Whether the key of a replica is one of the Region that the replica is in. */
export function judgeKey(
  graph: ResourceGraph,
  { key, region, property, isOpen }: EncryptedCopy,
): Verdict {
  if (region === undefined) {
    return unknown('the Region that the data goes to is not known', { property });
  }
  if (key.kind === 'absent') {
    return isOpen
      ? unknown(`whether the data in ${region} is encrypted is not known`, { property })
      : fail(`no key is named for the data in ${region}`, { property });
  }
  const [node] = referencesIn(key)
    .map((reference) => reference.node)
    .filter(({ type }) => type.startsWith('AWS::KMS::'));
  const text = textKey(key);
  const found = node?.region ?? /^arn:[^:]*:kms:([a-z0-9-]+):/.exec(text ?? '')?.[1];
  const evidence = node === undefined ? [] : [{ resource: node, note: 'the key' }];
  if (found !== undefined) {
    const message = `the key for the data in ${region} is in ${found}`;
    return found === region
      ? pass(message, { property, evidence })
      : fail(`${message}, expected ${region}`, { property, evidence });
  }
  // An alias is looked up in the Region that it is used in, and AWS has its own in each.
  if (text?.startsWith('alias/aws/')) {
    return pass(`${text} is a key that AWS manages in ${region}`, { property });
  }
  const alias =
    text === undefined
      ? undefined
      : graph.having(['AWS::KMS::Alias'], aliasNames, text).find((one) => one.region === region);
  return text !== undefined && alias !== undefined
    ? pass(`${text} is an alias of ${region}`, {
        property,
        evidence: [{ resource: alias, note: 'the alias' }],
      })
    : unknown(`the Region of the key for the data in ${region} is not known`, { property });
}

function aliasNames(graph: ResourceGraph, alias: ResourceNode) {
  return [identity(graph.get(alias, 'AliasName'))];
}
