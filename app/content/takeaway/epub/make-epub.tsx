import { strToU8, type Zippable, zipSync } from 'fflate'
import { v5 as uuidOf } from 'uuid'
import { directionOf } from '#app/i18n/locales.ts'
import { type Translate, translatorFor } from '#app/i18n/translator.ts'
import { type Book, hasAnswers } from '../book.ts'
import { elementsIn, escaped, parseMarkup, writeMarkup } from '../markup.ts'
import { epubMarkup } from './epub-markup.ts'
import { type EpubPage, epubPages } from './epub-pages.tsx'
import { type ManifestItem, packageDocument } from './package-document.ts'

/** Of this product: the identifiers of its books are made under it. Never change it. */
const NAMESPACE = '7d0c2a4e-54a4-5c54-9a54-1f0b6c2e5454'

export type EpubSource = {
  book: Book
  /** Public address of the site, without a slash at its end. */
  origin: string
  /** Style sheet of the book. */
  css: string
  /** The bytes of a picture that the site serves at an address; null when it has none there. */
  readPicture: (href: string) => Uint8Array | null
}

const pictureTypes: Readonly<Record<string, string>> = {
  svg: 'image/svg+xml',
  webp: 'image/webp',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  png: 'image/png',
  gif: 'image/gif',
}

/** A document as an EPUB 3.3 publication. The same document gives the same bytes. */
export function makeEpub({ book, origin, css, readPicture }: EpubSource): Uint8Array {
  const { t } = translatorFor(book.language)
  const words = { answers: t('takeaway.book.answers'), articles: t('takeaway.book.articles') }
  const pages = epubPages(book, origin, words)
  const files = new Map(pages.flatMap(({ file, html }) => anchorsIn(html).map((anchor) => [anchor, file] as const)))
  const pictures = new Map<string, { name: string; type: string; bytes: Uint8Array } | null>()
  const picture = (href: string) => {
    const kept = pictures.get(href)
    if (kept !== undefined) return kept
    const type = pictureTypes[href.split('.').at(-1)?.toLowerCase() ?? '']
    const bytes = type ? readPicture(href) : null
    const extension = href.split('.').at(-1) ?? ''
    const taken = [...pictures.values()].filter((one) => one !== null).length
    const made = type && bytes ? { name: `media/p${taken + 1}.${extension}`, type, bytes } : null
    pictures.set(href, made)
    return made
  }
  const finished = pages.map((page) => {
    const fileOf = (anchor: string) => files.get(anchor) ?? null
    const nodes = epubMarkup(page.html, { fileOf, file: page.file, origin, picture })
    const names = new Set([...elementsIn(nodes)].map(({ name }) => name))
    const body = writeMarkup(nodes)
    return { page, body, hasDrawing: names.has('svg'), hasPicture: names.has('img') }
  })

  const items: ManifestItem[] = [
    { id: 'css', file: 'book.css', type: 'text/css' },
    { id: 'nav', file: 'nav.xhtml', type: 'application/xhtml+xml', properties: 'nav' },
    ...finished.map(({ page, hasDrawing }) => ({
      id: idOf(page),
      file: page.file,
      type: 'application/xhtml+xml',
      properties: hasDrawing ? 'svg' : undefined,
    })),
    ...[...pictures.values()].flatMap((one, index) =>
      one ? [{ id: `picture-${index + 1}`, file: one.name, type: one.type }] : [],
    ),
  ]
  const [title = '', ...rest] = pages.map(idOf)
  const identity = book.lesson ? `${book.courseId}/${book.lesson.id}` : book.courseId
  const hasPictures = finished.some(({ hasDrawing, hasPicture }) => hasDrawing || hasPicture)
  const opf = packageDocument({
    book,
    identifier: `urn:uuid:${uuidOf(identity, NAMESPACE)}`,
    source: origin + book.href,
    publisher: t('ui.brand'),
    access: {
      summary: t('takeaway.epub.summary'),
      hasPictures,
      hasLongDescriptions: finished.some(({ body }) => body.includes('aria-details=')),
    },
    items,
    spine: [title, 'nav', ...rest],
  })
  const text = (content: string): [Uint8Array, object] => [strToU8(content), { level: 9 }]
  const entries: Zippable = {
    // First, and not compressed: that is how the kind of the file is told (EPUB 3.3, section 4.2.3).
    mimetype: [strToU8('application/epub+zip'), { level: 0 }],
    'META-INF/container.xml': text(CONTAINER),
    'EPUB/package.opf': text(opf),
    'EPUB/nav.xhtml': text(navDocument(book, pages, words, t)),
    'EPUB/book.css': text(css),
    ...Object.fromEntries(finished.map(({ page, body }) => [`EPUB/${page.file}`, text(xhtml(book, page, body))])),
    ...Object.fromEntries(
      [...pictures.values()].flatMap((one) => (one ? [[`EPUB/${one.name}`, [one.bytes, { level: 0 }] as const]] : [])),
    ),
  } as Zippable
  return zipSync(entries, { mtime: zipTime(book.publishedAt) })
}

const CONTAINER = `<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
  <rootfiles>
    <rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/>
  </rootfiles>
</container>
`

/** Archives know no time before 1980, and only that of the clock on the wall: the same wherever the server stands. */
function zipTime(published: number): Date {
  const time = Math.max(published, Date.UTC(1980, 0, 2))
  return new Date(time + new Date(time).getTimezoneOffset() * 60_000)
}

function idOf({ file }: EpubPage): string {
  return `page-${file.replace('.xhtml', '')}`
}

function anchorsIn(html: string): string[] {
  return [...elementsIn(parseMarkup(html))].flatMap(({ attributes }) => attributes.id ?? [])
}

function xhtml({ language }: Book, { title, type }: Pick<EpubPage, 'title' | 'type'>, body: string): string {
  const [tag, dir] = [escaped(language), directionOf(language)]
  return `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang="${tag}" xml:lang="${tag}" dir="${dir}">
<head>
<title>${escaped(title)}</title>
<link rel="stylesheet" type="text/css" href="book.css"/>
</head>
<body epub:type="${type}">
${body}
</body>
</html>
`
}

/** The contents, and the landmarks by which readers jump: EPUB 3.3, section 7. */
function navDocument(
  book: Book,
  pages: readonly EpubPage[],
  words: { answers: string; articles: string },
  t: Translate,
): string {
  const link = (href: string, title: string, more = '') => `<a${more} href="${href}">${escaped(title)}</a>`
  const lessons = (list: Book['modules'][number]['lessons']) =>
    list.map(({ anchor, title }) => `<li>${link(`${anchor}.xhtml`, title)}</li>`).join('')
  const modules = book.modules
    .map(({ anchor, title, lessons: own }) =>
      book.lesson ? lessons(own) : `<li>${link(`${anchor}.xhtml`, title)}<ol>${lessons(own)}</ol></li>`,
    )
    .join('\n')
  const back = [
    ...(hasAnswers(book) ? [`<li>${link('answers.xhtml', words.answers)}</li>`] : []),
    ...(book.articles.length > 0 ? [`<li>${link('articles.xhtml', words.articles)}</li>`] : []),
  ].join('\n')
  const contents = t('takeaway.book.contents')
  const first = pages.find(({ type }) => type === 'bodymatter')
  const landmarks = [
    link('title.xhtml', t('takeaway.epub.titlePage'), ' epub:type="titlepage"'),
    link('#toc', contents, ' epub:type="toc"'),
    ...(first ? [link(first.file, t('takeaway.epub.start'), ' epub:type="bodymatter"')] : []),
    ...(hasAnswers(book) ? [link('answers.xhtml', words.answers, ' epub:type="backmatter"')] : []),
  ]
  const body = `<nav epub:type="toc" role="doc-toc" id="toc" aria-labelledby="toc-title">
<h1 id="toc-title">${escaped(contents)}</h1>
<ol>
<li>${link('title.xhtml', t('takeaway.epub.titlePage'))}</li>
${modules}
${back}
</ol>
</nav>
<nav epub:type="landmarks" hidden="" aria-label="${escaped(t('takeaway.epub.landmarks'))}">
<ol>
${landmarks.map((one) => `<li>${one}</li>`).join('\n')}
</ol>
</nav>`
  return xhtml(book, { title: contents, type: 'frontmatter' }, body)
}
