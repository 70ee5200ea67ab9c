import { escapeMarkup as esc } from '../formats/index.ts';
import type { Link } from './links.ts';
import type { Part, Places, RegionPlace } from './places.ts';

/** The looks of Regions and zones, side by side where there is room. */
export const ARCHITECTURE_STYLE = `
.regions { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 30rem), 1fr)); gap: 1rem; align-items: start }
.place { border: 1px solid var(--line); border-radius: .5rem; padding: .5rem 1rem; break-inside: avoid }
.place h3 { margin: .25rem 0 } .place p { margin: .5rem 0 .25rem }
.zones { display: grid; grid-template-columns: repeat(auto-fit, minmax(9rem, 1fr)); gap: .5rem }
.zone { border: 1px dashed var(--acknowledged); border-radius: .4rem; padding: .25rem .5rem }
.zone h4 { margin: .1rem 0; font-size: .9rem }
.zone ul { list-style: none; padding: 0; margin: 0; font-size: .85rem }
.zone li { border-left: .25rem solid var(--info); padding-left: .4rem; margin: .3rem 0 }
.zone small { display: block; color: var(--acknowledged) }
`;

/** What is in which zone and Region, and what is copied between Regions. */
export function architectureHtml({ regions, global }: Places, links: readonly Link[]): string {
  const flows = [...Map.groupBy(links, ({ from, to }) => `${from} → ${to}`)].map(
    ([route, own]) => `<li>${esc(`${route}: ${own.map(({ what }) => what).join(', ')}`)}</li>`,
  );
  return [
    `<div class="regions">${regions.map(regionHtml).join('\n')}</div>`,
    flows.length === 0 ? '' : `<h3>What is copied between Regions</h3>\n<ul>${flows.join('')}</ul>`,
    global.length === 0 ? '' : `<p>Global: ${esc(global.join(', '))}.</p>`,
  ].join('\n');
}

function regionHtml({ region, zones, somewhere, regional }: RegionPlace): string {
  const boxes = [
    ...zones.map(({ zone, parts }) => zoneHtml(zone, parts)),
    ...(somewhere.length === 0 ? [] : [zoneHtml('zones not known', somewhere)]),
  ];
  return [
    `<div class="place"><h3>${esc(region ?? 'Region not known')}</h3>`,
    boxes.length === 0 ? '' : `<div class="zones">${boxes.join('')}</div>`,
    regional.length === 0 ? '' : `<p>Regional: ${esc(regional.join(', '))}</p>`,
    '</div>',
  ].join('');
}

function zoneHtml(zone: string, parts: readonly Part[]): string {
  const items = parts.map(
    ({ what, name }) => `<li>${esc(what)}<small>${breakable(esc(shortName(name)))}</small></li>`,
  );
  return `<div class="zone"><h4>${esc(zone)}</h4><ul>${items.join('')}</ul></div>`;
}

/** A path that breaks between its parts, and inside of one only if that is too long. */
function breakable(path: string): string {
  return path.replaceAll('/', '/<wbr>');
}

/** The end of a path, without the CDK's own names: the box it is in says the Region. */
function shortName(name: string): string {
  const parts = name.split('/').filter((part) => part !== 'Resource' && part !== 'ASG');
  return parts.slice(-2).join('/');
}
