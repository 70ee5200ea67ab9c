import { PAGE_STYLE } from '../../formats/index.ts';

/** The page's looks: those of all pages, and the choice of a level without a script. */
export const HTML_STYLE = `${PAGE_STYLE}
.filter { border: 0; padding: 0; margin: 1rem 0 } .filter legend { float: left; margin-right: .75rem } .filter label { margin-right: .75rem }
section:has([value=error]:checked) details:not(.is-error), section:has([value=warning]:checked) details:not(.is-warning),
section:has([value=info]:checked) details:not(.is-info), section:has([value=unknown]:checked) details:not(.is-unknown) { display: none }
@media print { .filter { display: none } }
`;
