import { hasClass, type MarkupElement, type MarkupNode, parseMarkup, replaceElements } from '../markup.ts'

/** A picture in the book: its name there. */
export type BookPicture = { name: string }

export type EpubMarkup = {
  /** The file of the book that an anchor stands in; null when none has it. */
  fileOf: (anchor: string) => string | null
  /** The file that this is. */
  file: string
  /** Public address of the site, without a slash at its end. */
  origin: string
  /** Takes a picture of the site into the book; null when it cannot be had. */
  picture: (href: string) => BookPicture | null
}

/** What a page of HTML may have and a book need not, or may not. */
const DROPPED = new Set(['tabindex', 'popover', 'popovertarget', 'controls', 'preload', 'playsinline', 'data-piece'])

/** The width that suits a reader's screen, in pixels. */
const WIDTH = 720

/** Makes HTML of ours the XHTML of a book: EPUB 3.3, section 6.1. */
export function epubMarkup(html: string, book: EpubMarkup): MarkupNode[] {
  const nodes = replaceElements(parseMarkup(html), (element) =>
    element.name === 'picture' ? asImage(element) : [element],
  )
  return replaceElements(nodes, (element) => finished(element, book))
}

function finished(element: MarkupElement, book: EpubMarkup): readonly MarkupNode[] {
  const { name } = element
  if (name === 'img') return imageOf(element, book)
  const attributes = Object.fromEntries(Object.entries(element.attributes).filter(([one]) => !DROPPED.has(one)))
  const own = { ...element, attributes }
  // Nothing scrolls in a book.
  if (hasClass(element, 'table-scroll')) return [{ ...own, attributes: { class: 'table-scroll' } }]
  // Its style sheet may not say so.
  if (name === 'pre') return [{ ...own, attributes: { ...attributes, dir: 'ltr' } }]
  if (name === 'figure') return [{ ...own, children: captionLast(own.children) }]
  if (name === 'svg')
    return [{ ...own, attributes: { xmlns: 'http://www.w3.org/2000/svg', direction: 'ltr', ...attributes } }]
  if (name === 'a' && attributes.href !== undefined) return linkOf(own, attributes.href, book)
  if (name === 'section' && hasClass(element, 'footnotes')) {
    return [{ ...own, attributes: { ...attributes, 'epub:type': 'endnotes', role: 'doc-endnotes' } }]
  }
  return [own]
}

function linkOf(element: MarkupElement, href: string, { fileOf, file, origin }: EpubMarkup): readonly MarkupNode[] {
  if (href.startsWith('/')) return [{ ...element, attributes: { ...element.attributes, href: origin + href } }]
  if (!href.startsWith('#')) return [element]
  const anchor = decodedAnchor(href.slice(1))
  const target = fileOf(anchor)
  // A link that leads nowhere is no link.
  if (!target) return element.children
  const place = target === file ? `#${encoded(anchor)}` : `${target}#${encoded(anchor)}`
  return [{ ...element, attributes: { ...element.attributes, href: place, ...noteSemantics(element) } }]
}

function noteSemantics({ attributes }: MarkupElement): Record<string, string> {
  if ('data-footnote-ref' in attributes) return { 'epub:type': 'noteref', role: 'doc-noteref' }
  return 'data-footnote-backref' in attributes ? { 'epub:type': 'backlink', role: 'doc-backlink' } : {}
}

/** An anchor as it stands in an id, when the link wrote it percent-encoded. */
function decodedAnchor(anchor: string): string {
  try {
    return decodeURIComponent(anchor)
  } catch (error) {
    if (error instanceof URIError) return anchor
    throw error
  }
}

/** An anchor as a link names it: letters of every script may stand as they are, signs with a meaning may not. */
function encoded(anchor: string): string {
  return anchor.replace(/[%#<>"`{}|\\^\s]/g, encodeURIComponent)
}

/** What a picture is offered as: the address, and the width of each size of it. */
type Offer = { href: string; width: number | null }

/** A picture with all its sources in one place. */
function asImage({ children }: MarkupElement): readonly MarkupNode[] {
  const elements = children.filter((child) => typeof child !== 'string')
  const image = elements.find(({ name }) => name === 'img')
  if (!image) return []
  const srcset = elements.map(({ attributes }) => attributes.srcset).filter(Boolean)
  return [{ ...image, attributes: { ...image.attributes, srcset: srcset.join(', ') } }]
}

function offersOf({ src, srcset = '', width = '' }: Record<string, string>): Offer[] {
  const sizes = srcset.split(/,\s+/).flatMap((one): Offer[] => {
    const [href = '', size = ''] = one.trim().split(/\s+/)
    return href ? [{ href, width: /^\d+w$/.test(size) ? Number.parseInt(size) : null }] : []
  })
  return src ? [...sizes, { href: src, width: width ? Number(width) : null }] : sizes
}

/** The picture in the size that suits a book, of a kind that every reading system shows; in words when there is none. */
function imageOf(element: MarkupElement, { picture }: EpubMarkup): readonly MarkupNode[] {
  const { alt = '', width, height, class: className } = element.attributes
  const kept = { ...(width && { width }), ...(height && { height }), ...(className && { class: className }) }
  for (const { href } of inOrderOfFit(offersOf(element.attributes))) {
    const found = picture(href)
    if (found) return [{ name: 'img', attributes: { src: found.name, alt, ...kept }, children: [] }]
  }
  return alt ? [{ name: 'span', attributes: { class: 'picture-in-words' }, children: [alt] }] : []
}

/** A figure's caption stands first or last in it (HTML, 4.4.12). */
function captionLast(children: readonly MarkupNode[]): MarkupNode[] {
  const isCaption = (node: MarkupNode) => typeof node !== 'string' && node.name === 'figcaption'
  if (children.findIndex(isCaption) === 0) return [...children]
  return [...children.filter((node) => !isCaption(node)), ...children.filter(isCaption)]
}

const SHOWN_EVERYWHERE = ['svg', 'webp', 'jpg', 'jpeg', 'png', 'gif']

/** Pictures that every reading system shows, best first: just wide enough, else the widest; smaller kinds of file first. */
function inOrderOfFit(offers: readonly Offer[]): Offer[] {
  const kind = ({ href }: Offer) => SHOWN_EVERYWHERE.indexOf(href.split('.').at(-1)?.toLowerCase() ?? '')
  const distance = ({ width }: Offer) => (width === null ? 0 : width >= WIDTH ? width - WIDTH : WIDTH * 10 - width)
  return offers.filter((offer) => kind(offer) >= 0).sort((a, b) => distance(a) - distance(b) || kind(a) - kind(b))
}
