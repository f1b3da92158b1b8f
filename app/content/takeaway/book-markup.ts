import type { Translate } from '#app/i18n/translator.ts'
import { articleAnchor } from './book.ts'
import { hasClass, type MarkupElement, type MarkupNode, parseMarkup, replaceElements, writeMarkup } from './markup.ts'
import { withoutTips } from './without-tips.ts'

export type BookMarkup = {
  /** Begins every anchor of this lesson. */
  anchor: string
  /** Every anchor on the lesson's own page. */
  anchors: ReadonlySet<string>
  /** Anchor of each lesson of the document, by the address of its page. */
  lessons: ReadonlyMap<string, string>
  /** How many levels the lesson's headings stand lower than on its own page. */
  shift: number
  /** Address of the lesson's page. */
  href: string
  /** Speaks the language of the course. */
  t: Translate
  /** Hears of each article that is named. */
  onArticle: (article: number) => void
}

const PAGE_ONLY = ['loading', 'decoding', 'fetchpriority', 'hidden']
const NAMES_IDS = [
  'aria-describedby',
  'aria-labelledby',
  'aria-controls',
  'aria-owns',
  'aria-details',
  'for',
  'headers',
]

/**
 * Makes a piece of a lesson's page one of a document that is read away from the site: nothing to press or unfold, and
 * anchors and links that hold in the whole document.
 */
export function bookMarkup(html: string, book: BookMarkup): string {
  const plain = withoutTips(parseMarkup(html), ({ words, id }) => {
    if (words.name === 'a') return [words]
    // A term: it is explained in the list at the end of its lesson.
    const listed = id.replace(/^tip-/, 'terms-')
    if (!book.anchors.has(listed)) return words.children
    return [{ name: 'a', attributes: { href: `#${listed}`, class: 'term' }, children: words.children }]
  })
  return writeMarkup(replaceElements(plain, (element) => replaced(element, book)))
}

function replaced(element: MarkupElement, book: BookMarkup): readonly MarkupNode[] {
  const attributes = ownAttributes(element, book)
  const own = { ...element, attributes }
  const heading = /^h([2-6])$/.exec(element.name)
  if (heading) return [{ ...own, name: `h${Math.min(6, Number(heading[1]) + book.shift)}` }]
  switch (element.name) {
    case 'a':
      return [{ ...own, attributes: { ...attributes, ...linkOf(attributes.href ?? '', book) } }]
    case 'details':
      return [
        { name: 'div', attributes: { ...without(attributes, 'open'), class: 'unfolded' }, children: own.children },
      ]
    case 'summary':
      return [{ name: 'p', attributes: { class: 'unfolded__title' }, children: own.children }]
    case 'video':
    case 'audio':
      return film(own, book)
    case 'style':
      return [{ ...own, children: own.children.map((css) => (typeof css === 'string' ? inStyle(css, book) : css)) }]
    case 'button':
    case 'form':
    case 'template':
      return own.children
    case 'input':
    case 'script':
    case 'textarea':
    case 'select':
      return []
    default:
      return [own]
  }
}

/** The attributes of an element, with anchors that are unique in the document and without what only a page needs. */
function ownAttributes(element: MarkupElement, { anchor, anchors }: BookMarkup): Record<string, string> {
  const attributes: Record<string, string> = {}
  const named = (id: string) => (anchors.has(id) ? `${anchor}-${id}` : id)
  for (const [name, value] of Object.entries(element.attributes)) {
    if (PAGE_ONLY.includes(name) || name.startsWith('on')) continue
    if (name === 'id') attributes[name] = `${anchor}-${value}`
    else if (NAMES_IDS.includes(name)) attributes[name] = value.split(/\s+/).map(named).join(' ')
    else if ((name === 'href' || name === 'xlink:href') && value.startsWith('#') && element.name !== 'a') {
      attributes[name] = `#${named(value.slice(1))}`
    } else attributes[name] = value.replace(/url\(#([^)]+)\)/g, (_, id: string) => `url(#${named(id)})`)
  }
  // Of a name that many lessons use there would be many landmarks.
  if (hasClass(element, 'table-scroll')) return { ...attributes, role: 'group' }
  if (element.name === 'section') return without(attributes, 'aria-label', 'aria-labelledby')
  return attributes
}

function inStyle(css: string, { anchor, anchors }: BookMarkup): string {
  return css.replace(/#([A-Za-z][\w-]*)/g, (whole, id: string) => (anchors.has(id) ? `#${anchor}-${id}` : whole))
}

function linkOf(href: string, { anchor, lessons, onArticle }: BookMarkup): { href?: string } {
  if (href.startsWith('#')) return { href: `#${anchor}-${href.slice(1)}` }
  const article = /^\/convention\/([1-9]\d?)(?=[?#]|$)/.exec(href)
  if (article) {
    const number = Number(article[1])
    onArticle(number)
    return { href: `#${articleAnchor(number)}` }
  }
  const [path = '', fragment] = href.split('#', 2)
  const target = lessons.get(path)
  if (!target) return href ? { href } : {}
  return { href: fragment ? `#${target}-${fragment}` : `#${target}` }
}

/** A film stays on the site: its still picture, and where to see it. What stands around it, its transcript, stays. */
function film(element: MarkupElement, { href, t }: BookMarkup): readonly MarkupNode[] {
  const { poster, 'aria-label': label = '', width, height } = element.attributes
  const size: Record<string, string> = width && height ? { width, height } : {}
  const still: MarkupNode[] = poster
    ? [{ name: 'img', attributes: { src: poster, alt: label, ...size }, children: [] }]
    : label
      ? [{ name: 'strong', attributes: {}, children: [label] }]
      : []
  const link: MarkupElement = { name: 'a', attributes: { href }, children: [t('takeaway.book.seeFilm')] }
  return [
    ...still.map((node): MarkupNode => ({ name: 'p', attributes: {}, children: [node] })),
    { name: 'p', attributes: { class: 'online' }, children: [link] },
  ]
}

function without(attributes: Record<string, string>, ...names: string[]): Record<string, string> {
  return Object.fromEntries(Object.entries(attributes).filter(([name]) => !names.includes(name)))
}
