import type { Rule } from '../../../lib/review/rule.ts';
import { ruleFiles } from '../../../scripts/rules.ts';
import type { RuleSamples } from './samples.ts';

/** Every rule with its samples, which are in a file of the same name. */
export async function allSamples(): Promise<
  readonly { readonly id: string; readonly rule: Rule; readonly samples: RuleSamples }[]
> {
  return await Promise.all(
    (await ruleFiles()).map(async ({ file, rule }) => {
      const module = `../rules/${file}`;
      const { samples } = (await import(module)) as { samples: RuleSamples };
      return { id: rule.id, rule, samples };
    }),
  );
}
