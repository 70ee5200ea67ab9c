/** The looks that all pages share, in light and dark, on paper and on a narrow screen. */
export const PAGE_STYLE = `
:root { color-scheme: light dark; --page: #fff; --text: #1a1a1a; --link: #0b57d0; --line: #8884; --error: #c62828; --warning: #9a5b00; --info: #1565c0; --unknown: #7b1fa2; --acknowledged: #546e7a; --pass: #2e7d32 }
@media (prefers-color-scheme: dark) { :root { --page: #121212; --text: #e8e8e8; --link: #9db8ff; --error: #ff8a80; --warning: #ffb74d; --info: #82b1ff; --unknown: #ce93d8; --acknowledged: #b0bec5; --pass: #a5d6a7 } }
html { background: var(--page); color: var(--text) } a { color: var(--link) }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 75rem; margin: 2rem auto; padding: 0 1rem; overflow-wrap: anywhere }
h2 { margin-top: 2.5rem; border-bottom: 1px solid var(--line) }
h3 { margin-bottom: .5rem }
code { font-size: .875em }
code.id { white-space: nowrap }
details { border-left: 3px solid var(--line); padding: .25rem .75rem; margin: .25rem 0 }
summary { cursor: pointer; padding-left: 1.2em; text-indent: -1.2em }
.tag, summary code { text-indent: 0 }
.tiles { display: flex; flex-wrap: wrap; gap: .75rem; padding: 0; list-style: none }
.tiles li { border: 1px solid var(--line); border-radius: .5rem; padding: .5rem 1rem }
.tiles b { font-size: 1.5rem }
.tag { display: inline-block; min-width: 5.5em; font-weight: 600 }
.error { color: var(--error) } .warning { color: var(--warning) } .info { color: var(--info) }
.unknown { color: var(--unknown) } .acknowledged { color: var(--acknowledged) } .pass { color: var(--pass) }
.table { overflow-x: auto }
table { border-collapse: collapse; width: 100%; min-width: 44rem; font-size: .9rem }
thead th { white-space: nowrap }
th, td { text-align: left; vertical-align: top; padding: .3rem .6rem; border-bottom: 1px solid var(--line) }
nav ul { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; padding: 0; list-style: none }
footer { margin-top: 3rem; font-size: .85rem }
@media print {
  body { max-width: none; margin: 0; font-size: 10pt }
  nav { display: none }
  table { min-width: 0 }
  h2, h3 { break-after: avoid }
  tr, li { break-inside: avoid }
  details::details-content { content-visibility: visible; display: block; height: auto }
}
`;
