import * as azLoss from './az-loss.ts';
import * as cacheLoss from './cache-loss.ts';
import * as cacheNodeLoss from './cache-node-loss.ts';
import * as consumersLoss from './consumers-loss.ts';
import * as dnsControlPlaneLoss from './dns-control-plane-loss.ts';
import * as instanceLoss from './instance-loss.ts';
import * as natLoss from './nat-loss.ts';
import * as noLaunches from './no-launches.ts';
import * as regionLoss from './region-loss.ts';
import type { ScenarioKind } from './scenario.ts';
import * as writerLoss from './writer-loss.ts';

/** All kinds of failures, in the order in which they are shown: a new one is a file and a line here. */
export const SCENARIOS: readonly ScenarioKind[] = [
  instanceLoss.scenario,
  azLoss.scenario,
  regionLoss.scenario,
  writerLoss.scenario,
  cacheNodeLoss.scenario,
  cacheLoss.scenario,
  natLoss.scenario,
  consumersLoss.scenario,
  noLaunches.scenario,
  dnsControlPlaneLoss.scenario,
];
