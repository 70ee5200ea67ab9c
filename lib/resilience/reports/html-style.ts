/** The looks of verdicts, the matrix and timelines, beside those of all pages. */
export const PREDICTION_STYLE = `
:root { --detect: #1565c0; --decide: #9a5b00; --switch: #7b1fa2; --warm: #00796b; --drain: #546e7a }
@media (prefers-color-scheme: dark) { :root { --detect: #82b1ff; --decide: #ffb74d; --switch: #ce93d8; --warm: #80cbc4; --drain: #b0bec5 } }
.verdicts { list-style: none; padding: 0 }
.verdicts > li { border-left: .4rem solid var(--line); padding: .25rem .75rem; margin: .4rem 0 }
.verdicts > .is-met { border-color: var(--pass) } .verdicts > .is-missed { border-color: var(--error) } .verdicts > .is-unknown { border-color: var(--unknown) }
.verdicts ul { margin: .25rem 0 }
.matrix table { min-width: 0; table-layout: fixed }
.matrix td { border-left: .3rem solid var(--line) }
.matrix th { font-weight: 600 }
.matrix b { display: block }
.at-unaffected, .at-recovers { --level: var(--pass) } .at-recovers-by-hand { --level: var(--info) }
.at-degraded { --level: var(--warning) } .at-lost { --level: var(--error) } .at-unknown { --level: var(--unknown) }
td[class^=at-] { border-left-color: var(--level) } [class^=at-] > b { color: var(--level) }
.timeline { margin: 1rem 0; padding: .5rem 0; break-inside: avoid }
.timeline figcaption { font-weight: 600 }
.timeline ol { list-style: none; padding: 0; margin: .5rem 0 }
.timeline ol > li { display: grid; grid-template-columns: minmax(10rem, 3fr) 6fr 12rem; gap: 0 1rem; padding: .3rem 0; border-bottom: 1px solid var(--line) }
.timeline svg { width: 100%; height: 1.25rem; background: linear-gradient(var(--line), var(--line)) center / 100% 1px no-repeat }
.timeline .evidence { grid-column: 1 / -1; list-style: none; padding: 0; margin: .1rem 0 0; font-size: .85rem }
.timeline ol > .scale { border: 0 } .timeline .scale span:nth-child(2) { display: flex; justify-content: space-between; font-size: .85rem }
.timeline .range { opacity: .35 }
.fill-detect { fill: var(--detect) } .fill-decide { fill: var(--decide) } .fill-switch { fill: var(--switch) } .fill-warm { fill: var(--warm) } .fill-drain { fill: var(--drain) }
@media (max-width: 40rem) {
  .matrix { font-size: .8rem } .matrix th, .matrix td { padding: .25rem .2rem } .matrix b { font-size: .7rem }
  .timeline ol > li { grid-template-columns: 1fr }
}
`;
