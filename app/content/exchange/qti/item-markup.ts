import { elementsIn, type MarkupNode, parseMarkup, replaceElements, writeMarkup } from '../../takeaway/markup.ts'

/** Elements of HTML that the body of an item may have: QTI 3.0, "ASI Information Model", the HTML5 content it takes up. */
const KNOWN = new Set(
  (
    'p div span br hr strong em b i code pre blockquote a ul ol li dl dt dd table caption thead tbody tfoot tr th td ' +
    'sub sup abbr cite q small kbd var samp figure figcaption img'
  ).split(' '),
)

const ATTRIBUTES: Readonly<Record<string, readonly string[]>> = {
  a: ['href'],
  img: ['src', 'alt', 'width', 'height'],
  ol: ['start'],
  th: ['scope', 'colspan', 'rowspan'],
  td: ['colspan', 'rowspan'],
}

/** HTML of ours as the XHTML of an item, with what stands in a sentence only where `inline` is asked for. */
export function itemMarkup(html: string, inline = false): string {
  return writeMarkup(
    replaceElements(parseMarkup(html), ({ name, attributes, children }): readonly MarkupNode[] => {
      if (!KNOWN.has(name) || (inline && name === 'p')) return children
      const kept = (ATTRIBUTES[name] ?? []).flatMap((one) =>
        attributes[one] === undefined ? [] : [[one, attributes[one]]],
      )
      return [{ name, attributes: Object.fromEntries(kept) as Record<string, string>, children }]
    }),
  )
}

/** Whether pictures are in it: an item shows them from our site, if it can reach it. */
export const hasPicture = (html: string): boolean =>
  [...elementsIn(parseMarkup(html))].some(({ name }) => name === 'img')
