import type { ExchangeFormat } from './exchange-item.ts'

/** How the name of a file ends, by format. */
const endings = { gift: 'gift.txt', moodle: 'moodle.xml', qti: 'qti.zip' } as const satisfies Record<
  ExchangeFormat,
  string
>

export const mediaTypes = {
  gift: 'text/plain; charset=utf-8',
  moodle: 'application/xml; charset=utf-8',
  qti: 'application/zip',
} as const satisfies Record<ExchangeFormat, string>

/** What is given: one lesson's or quiz's questions by its address, or those of the whole course. */
export type ExportAddress = { part: string; format: ExchangeFormat }

export const WHOLE_COURSE = 'all'

export const endingOf = (format: ExchangeFormat) => endings[format]

export const exportFile = ({ part, format }: ExportAddress) => `${part}.${endings[format]}`

/** Null for a name that no file of ours has. */
export function readExportFile(name: string): ExportAddress | null {
  for (const [format, ending] of Object.entries(endings)) {
    if (name.endsWith(`.${ending}`) && name.length > ending.length + 1) {
      return { part: name.slice(0, -ending.length - 1), format: format as ExchangeFormat }
    }
  }
  return null
}

/** The name of an activity in such an address: its own address, or its id where that would mean the whole course. */
export const partOf = ({ id, slug }: { id: string; slug: string }) => (slug === WHOLE_COURSE ? id : slug)
