import { type MarkupNode, parseMarkup, replaceElements, writeMarkup } from '../takeaway/markup.ts'

const KEPT = new Set(['href', 'src', 'alt', 'width', 'height', 'lang', 'dir', 'start', 'colspan', 'rowspan', 'scope'])

/** What only a page of ours needs around a thing. */
const UNWRAPPED = new Set(['picture', 'span', 'div', 'button', 'dfn', 'section'])

/** HTML of ours for other programs: addresses are whole, and what only our own pages know is left out. */
export function exportedMarkup(html: string, origin: string): string {
  const whole = (address: string) => (address.startsWith('/') ? origin + address : address)
  return writeMarkup(
    replaceElements(parseMarkup(html), ({ name, attributes, children }): readonly MarkupNode[] => {
      if (name === 'source' || name === 'template') return []
      const kept = Object.entries(attributes).flatMap(([key, value]) =>
        KEPT.has(key) ? [[key, key === 'href' || key === 'src' ? whole(value) : value] as const] : [],
      )
      if (UNWRAPPED.has(name) && !kept.some(([key]) => key === 'lang' || key === 'dir')) return children
      return [{ name, attributes: Object.fromEntries(kept), children }]
    }),
  )
}
