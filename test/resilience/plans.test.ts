import { expect, test } from 'vitest';
import { edit } from '../review/support/mutations/mutation.ts';
import { graphWith } from './support/broken.ts';
import { predicted } from './support/predictions.ts';

type Workflows = readonly { readonly WorkflowTargetAction: string }[];

/** The steps of the plan on the way to writes, with its workflows changed. */
function steps(change: (workflows: Workflows) => unknown = (same) => same) {
  const workflows = edit('Properties/Workflows', change);
  const graph = graphWith('active-active', [{ at: 'recovery/Plan', change: workflows }]);
  const { timeline = [] } = predicted(graph, 'region-loss:eu-west-1', 'writes').byHand ?? {};
  return timeline.filter(({ title }) => title.startsWith('The plan’s step'));
}

test('where both Regions serve a plan takes the lost one out: it promotes and shifts at once', () => {
  const [promotes, shifts, ...others] = steps();
  expect(promotes?.title).toBe('The plan’s step promote-database');
  expect(shifts).toMatchObject({
    title: 'The plan’s step shift-traffic',
    parallelWith: promotes?.title,
  });
  expect(others).toEqual([]);
  expect(promotes?.evidence[0]?.property).toMatch(/^Workflows\.0\./);
});

test('a workflow that is for another Region alone is not executed', () => {
  const other = (workflows: Workflows) =>
    workflows.map((one) =>
      one.WorkflowTargetAction === 'deactivate'
        ? { ...one, WorkflowTargetRegion: 'eu-central-1' }
        : one,
    );
  expect(steps(other).map(({ title }) => title)).toEqual(['The plan’s step shift-traffic']);
});
