import type { Answers, Group, Link, RegionTopology, Topology, ZoneTopology } from './topology.ts';

/** The words for how clients reach a Region. */
export const ANSWERS: Readonly<Record<Answers, string>> = {
  always: 'answers clients',
  first: 'answers clients',
  second: 'takes over',
  nearest: 'answers the nearest clients',
  never: 'holds copies of backups',
};

const REGION = { width: 396, height: 396, top: 118 };
const GAP = 128;
const MARGIN = 20;
const ZONE_TOP = REGION.top + 100;
const ROW = 34;

/** The height at which each kind of data leaves a Region. */
const LINK_AT: Readonly<Record<Link['what'], number>> = {
  Aurora: ZONE_TOP + 28 + 3 * ROW + 13,
  DynamoDB: REGION.top + 331,
  S3: REGION.top + 353,
  backups: REGION.top + 375,
};

const STYLE = `
  text { font: 12px system-ui, sans-serif; fill: #1f2328; text-anchor: middle }
  .title { font-size: 15px; font-weight: 600 }
  .start { text-anchor: start } .end { text-anchor: end }
  .note { fill: #57606a }
  .page { fill: #ffffff } .region { fill: #f6f8fa; stroke: #57606a }
  .zone { fill: none; stroke: #8c959f; stroke-dasharray: 4 3 }
  .edge { fill: #dafbe1; stroke: #1a7f37 } .compute { fill: #fff1e5; stroke: #bc4c00 }
  .data { fill: #ddf4ff; stroke: #0969da } .none { fill: none; stroke: #8c959f; stroke-dasharray: 2 3 }
  .line { fill: none; stroke: #57606a; stroke-width: 1.5 } .waits { stroke-dasharray: 5 4 }
  .head { fill: #57606a }
  @media (prefers-color-scheme: dark) {
    text { fill: #e6edf3 } .note { fill: #9198a1 }
    .page { fill: #0d1117 } .region { fill: #161b22; stroke: #9198a1 }
    .zone, .none { stroke: #6e7681 }
    .edge { fill: #12261e; stroke: #3fb950 } .compute { fill: #2b1d0e; stroke: #db6d28 }
    .data { fill: #0c2d4d; stroke: #4493f8 }
    .line { stroke: #9198a1 } .head { fill: #9198a1 }
  }`;

/** The picture of a topology: Regions side by side, in the order in which they answer. */
export function svgOf(topology: Topology, title: string): string {
  const { regions, links } = topology;
  const width = 2 * MARGIN + regions.length * REGION.width + (regions.length - 1) * GAP;
  const height = REGION.top + REGION.height + MARGIN;
  const xOf = (region: string) =>
    MARGIN + regions.findIndex((one) => one.region === region) * (REGION.width + GAP);
  return `${[
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-label="${escaped(title)}">`,
    `<title>${escaped(title)}</title>`,
    `<style>${STYLE}\n</style>`,
    '<defs><marker id="head" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto-start-reverse"><path class="head" d="M0 0L8 4L0 8z"/></marker></defs>',
    rect('page', 0, 0, width, height, 0),
    ...regions.flatMap((region) => regionBox(region, xOf(region.region))),
    ...dns(topology, width, xOf),
    ...between(links, xOf),
    '</svg>',
  ].join('\n')}\n`;
}

function dns(
  { recordName, regions, hasPlan }: Topology,
  width: number,
  xOf: (r: string) => number,
) {
  const middle = width / 2;
  const kind = regions.some(({ answers }) => answers === 'nearest') ? 'latency' : 'failover';
  const note = hasPlan
    ? `${kind} records, by health checks and the recovery plan`
    : 'alias of the load balancer';
  return [
    rect('edge', middle - 180, 16, 360, 46),
    text(`Route 53: ${recordName}`, middle, 36),
    text(note, middle, 53, 'note'),
    ...regions
      .filter(({ service }) => service !== undefined)
      .map(({ region, answers }) => {
        const x = xOf(region) + REGION.width / 2;
        const style = answers === 'second' ? 'line waits' : 'line';
        return `<path class="${style}" d="M${middle} 62V84H${x}V${REGION.top + 38}" marker-end="url(#head)"/>`;
      }),
  ];
}

function regionBox(region: RegionTopology, x: number): string[] {
  const { service, zones, vaults } = region;
  const [left, right] = [x + 12, x + REGION.width - 12];
  const inner = REGION.width - 24;
  const zoneWidth = zones.length > 0 ? (inner - (zones.length - 1) * 9) / zones.length : 0;
  const chips = [
    ...(region.cacheNodes > 0 ? [`Valkey: ${nodes(region.cacheNodes)}`] : []),
    ...(region.queues > 0 ? ['SQS queue'] : []),
  ];
  const rows = [
    ...(region.tables > 0 ? (['DynamoDB table'] as const) : []),
    ...(region.buckets > 0 ? (['S3 bucket'] as const) : []),
    ...(vaults > 0 ? (['backup vault'] as const) : []),
  ];
  return [
    rect('region', x, REGION.top, REGION.width, REGION.height, 8),
    text(region.region, left, REGION.top + 24, 'title start'),
    text(ANSWERS[region.answers], right, REGION.top + 24, 'note end'),
    ...(service === undefined
      ? []
      : [
          rect('edge', left, REGION.top + 40, inner, 26),
          text('firewall and load balancer', x + REGION.width / 2, REGION.top + 57),
          text(
            `${counted(service)} instances in all`,
            x + REGION.width / 2,
            REGION.top + 86,
            'note',
          ),
        ]),
    ...zones.flatMap((zone, index) =>
      zoneBox(zone, region, left + index * (zoneWidth + 9), zoneWidth),
    ),
    ...chips.flatMap((label, index) => {
      const chip = (inner - 9) / 2;
      const chipX = left + index * (chip + 9);
      return [
        rect('data', chipX, REGION.top + 286, chip, 24),
        text(label, chipX + chip / 2, REGION.top + 302),
      ];
    }),
    ...rows.flatMap((label) => {
      const y =
        LINK_AT[label === 'S3 bucket' ? 'S3' : label === 'backup vault' ? 'backups' : 'DynamoDB'];
      return [rect('data', left, y - 9, inner, 18), text(label, x + REGION.width / 2, y + 4)];
    }),
  ];
}

function zoneBox(zone: ZoneTopology, region: RegionTopology, x: number, width: number): string[] {
  const cell = (row: number, label: string | undefined, style: string) => {
    const y = ZONE_TOP + 28 + row * ROW;
    return label === undefined
      ? []
      : [
          rect(style, x + 7, y, width - 14, 26),
          text(label, x + width / 2, y + 17, style === 'none' ? 'note' : ''),
        ];
  };
  const here = (group: Group | undefined, one: string) => {
    const number = group === undefined ? 0 : group.minimum / group.zones;
    return number === 0 ? `no ${one}` : `${number} ${one}${number === 1 ? '' : 's'}`;
  };
  const database = zone.database.map((role) => `Aurora ${role}`).join(', ');
  return [
    rect('zone', x, ZONE_TOP, width, 168, 6),
    text(zone.zone, x + width / 2, ZONE_TOP + 18, 'note'),
    ...cell(
      0,
      zone.natGateways > 0 ? 'NAT gateway' : 'no NAT gateway',
      zone.natGateways > 0 ? 'edge' : 'none',
    ),
    ...cell(1, here(region.service, 'instance'), region.service?.minimum ? 'compute' : 'none'),
    ...cell(2, here(region.workers, 'worker'), region.workers?.minimum ? 'compute' : 'none'),
    ...cell(3, database || 'Aurora storage', database ? 'data' : 'none'),
  ];
}

/** Replication, one arrow for each kind of data; with two heads where it goes both ways. */
function between(links: readonly Link[], xOf: (region: string) => number): string[] {
  return links.flatMap(({ what, from, to }) => {
    const [start, end] = [xOf(from), xOf(to)];
    const back = links.some((link) => link.what === what && link.from === to && link.to === from);
    if (back && start > end) return [];
    const [left, right] = start < end ? [start, end] : [end, start];
    const [x1, x2] = [left + REGION.width + 3, right - 3];
    const heads = `${start < end || back ? ' marker-end="url(#head)"' : ''}${start > end || back ? ' marker-start="url(#head)"' : ''}`;
    const y = LINK_AT[what];
    return [
      `<path class="line" d="M${x1} ${y}H${x2}"${heads}/>`,
      text(what, (x1 + x2) / 2, y - 5, 'note'),
    ];
  });
}

function counted({ minimum, maximum }: Group): string {
  return minimum === maximum ? `${minimum}` : `${minimum} to ${maximum}`;
}

function nodes(number: number): string {
  return number === 1 ? 'primary' : `primary, ${number - 1} replica${number > 2 ? 's' : ''}`;
}

function rect(style: string, x: number, y: number, width: number, height: number, radius = 4) {
  return `<rect class="${style}" x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}" rx="${radius}"/>`;
}

function text(label: string, x: number, y: number, style = ''): string {
  return `<text${style && ` class="${style}"`} x="${round(x)}" y="${round(y)}">${escaped(label)}</text>`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

function escaped(value: string): string {
  return value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
