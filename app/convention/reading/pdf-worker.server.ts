import { createRequire } from 'node:module'
import path from 'node:path'
import { getDocument, InvalidPDFException } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { pdfLines, type PdfPage } from './pdf-lines.ts'
import type { SourceLine } from './source-line.ts'

// Runs as a process of its own (see read-pdf.server.ts): reads one file, answers by message, and ends. Its signs are put
// in order here too: that takes time and memory as the file wants.

export type PdfRequest = {
  bytes: Uint8Array
  /** Whether lines and columns begin on the right. */
  rightToLeft: boolean
}

export type PdfAnswer =
  | { status: 'read'; lines: SourceLine[] }
  | { status: 'locked' }
  | { status: 'not-pdf' }
  | { status: 'too-many-pages'; pages: number }

const MOST_PAGES = 500

process.on('disconnect', () => process.exit())
process.once('message', (request: PdfRequest) => {
  void read(request).then((answer) => process.send?.(answer))
})

async function read({ bytes, rightToLeft }: PdfRequest): Promise<PdfAnswer> {
  const folder = path.dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'))
  const loading = getDocument({
    data: new Uint8Array(bytes),
    isEvalSupported: false,
    disableFontFace: true,
    useSystemFonts: false,
    verbosity: 0,
    cMapUrl: `${folder}/cmaps/`,
    cMapPacked: true,
    standardFontDataUrl: `${folder}/standard_fonts/`,
  })
  try {
    const document = await loading.promise
    if (document.numPages > MOST_PAGES) return { status: 'too-many-pages', pages: document.numPages }
    const pages: PdfPage[] = []
    for (let number = 1; number <= document.numPages; number += 1) {
      const page = await document.getPage(number)
      const { items } = await page.getTextContent()
      pages.push({
        width: page.getViewport({ scale: 1 }).width,
        items: items.flatMap((item) =>
          'str' in item
            ? [
                {
                  text: item.str,
                  x: item.transform[4] as number,
                  y: item.transform[5] as number,
                  width: item.width,
                  height: item.height || Math.abs(item.transform[3] as number),
                  font: item.fontName,
                },
              ]
            : [],
        ),
      })
      page.cleanup()
    }
    return { status: 'read', lines: pdfLines(pages, rightToLeft) }
  } catch (error) {
    if (error instanceof Error && error.name === 'PasswordException') return { status: 'locked' }
    if (error instanceof InvalidPDFException) return { status: 'not-pdf' }
    throw error
  }
}
