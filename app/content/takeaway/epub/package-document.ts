import { directionOf } from '#app/i18n/locales.ts'
import type { Book } from '../book.ts'
import { escaped } from '../markup.ts'

export type ManifestItem = { id: string; file: string; type: string; properties?: string | undefined }

/** The package document: EPUB 3.3, section 5. `spine` are ids of items in reading order. */
export function packageDocument({
  book,
  identifier,
  source,
  publisher,
  access,
  items,
  spine,
}: {
  book: Book
  /** As a URN. */
  identifier: string
  /** Public address of what it was made from. */
  source: string
  publisher: string
  access: { summary: string; hasPictures: boolean; hasLongDescriptions: boolean }
  items: readonly ManifestItem[]
  spine: readonly string[]
}): string {
  const features = [
    'structuralNavigation',
    'tableOfContents',
    'readingOrder',
    'displayTransformability',
    ...(access.hasPictures ? ['alternativeText'] : []),
    ...(access.hasLongDescriptions ? ['longDescription'] : []),
  ]
  const meta = (property: string, value: string) => `    <meta property="${property}">${escaped(value)}</meta>`
  // Only the seconds of the moment are told (section 5.5.3.2).
  const modified = `${new Date(book.publishedAt).toISOString().slice(0, 19)}Z`
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="book-id" xml:lang="${escaped(book.language)}" dir="${directionOf(book.language)}">`,
    '  <metadata xmlns:dc="http://purl.org/dc/elements/1.1/">',
    `    <dc:identifier id="book-id">${escaped(identifier)}</dc:identifier>`,
    `    <dc:title>${escaped(book.lesson ? `${book.title} (${book.courseTitle})` : book.title)}</dc:title>`,
    `    <dc:language>${escaped(book.language)}</dc:language>`,
    `    <dc:publisher>${escaped(publisher)}</dc:publisher>`,
    `    <dc:date>${modified}</dc:date>`,
    `    <dc:description>${escaped(book.summary)}</dc:description>`,
    `    <dc:source>${escaped(source)}</dc:source>`,
    meta('dcterms:modified', modified),
    meta('schema:bookEdition', String(book.revisionNumber)),
    meta('schema:accessMode', 'textual'),
    ...(access.hasPictures ? [meta('schema:accessMode', 'visual')] : []),
    meta('schema:accessModeSufficient', 'textual'),
    ...features.map((feature) => meta('schema:accessibilityFeature', feature)),
    meta('schema:accessibilityHazard', 'none'),
    meta('schema:accessibilitySummary', access.summary),
    '  </metadata>',
    '  <manifest>',
    ...items.map(({ id, file, type, properties }) => {
      const told = properties ? ` properties="${properties}"` : ''
      return `    <item id="${id}" href="${escaped(file)}" media-type="${type}"${told}/>`
    }),
    '  </manifest>',
    `  <spine page-progression-direction="${directionOf(book.language)}">`,
    ...spine.map((id) => `    <itemref idref="${id}"/>`),
    '  </spine>',
    '</package>',
    '',
  ]
  return lines.join('\n')
}
