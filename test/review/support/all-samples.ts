import type { Rule } from '../../../lib/review/rule.ts';
import { rules } from '../../../lib/review/rules/index.ts';
import type { RuleSamples } from './samples.ts';

/** Every rule with its samples: those of `HA-ASG-1` are in `rules/asg/asg-1.ts`. */
export async function allSamples(): Promise<
  readonly { readonly id: string; readonly rule: Rule; readonly samples: RuleSamples }[]
> {
  return await Promise.all(
    rules.map(async (rule) => {
      const [, area = '', number] = rule.id.toLowerCase().split('-');
      const file = `../rules/${area}/${area}-${number}.ts`;
      const { samples } = (await import(file)) as { samples: RuleSamples };
      return { id: rule.id, rule, samples };
    }),
  );
}
