import type { Element, ElementContent } from 'hast'
import { note, type Note } from '../exchange-note.ts'

/** A picture becomes the words that stand for it: a course has its own pictures as files. */
export function pictureOf({ properties }: Element, notes: Note[]): ElementContent[] {
  const alt = typeof properties.alt === 'string' ? properties.alt.trim() : ''
  notes.push(note('picture', { picture: fileName(String(properties.src ?? '')) || alt || '?' }))
  return alt ? [{ type: 'text', value: `(${alt})` }] : []
}

/** The last part of an address, of those that are none the beginning. */
function fileName(address: string): string {
  return address.startsWith('data:') ? 'data:' : (address.split(/[?#]/)[0]?.split('/').at(-1) ?? '')
}

/**
 * A link as our dialect has it: to https or mailto. One to http is written out, as a link would be refused; others go,
 * and their words stay.
 */
export function linkOf({ properties }: Element, children: ElementContent[], notes: Note[]): ElementContent[] {
  const href = typeof properties.href === 'string' ? properties.href.trim() : ''
  const isEmpty = !children.some((child) => child.type !== 'text' || child.value.trim() !== '')
  // eslint-disable-next-line no-control-regex -- exactly those are refused
  const isOurs = /^(https|mailto):/i.test(href) && URL.canParse(href) && !/[\u0000-\u0020\\]/.test(href)
  if (isOurs && !isEmpty) return [{ type: 'element', tagName: 'a', properties: { href }, children }]
  if (/^http:/i.test(href) && URL.canParse(href)) {
    notes.push(note('link-written', { address: href }))
    const code: ElementContent = {
      type: 'element',
      tagName: 'code',
      properties: {},
      children: [{ type: 'text', value: href }],
    }
    return [...children, { type: 'text', value: ' (' }, code, { type: 'text', value: ')' }]
  }
  if (href !== '') notes.push(note('link', { address: href }))
  return children
}
