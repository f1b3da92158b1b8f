import type { Translate } from '#app/i18n/translator.ts'
import { isoTime, type OwnDataPart } from '#app/identity/own-data/own-data.ts'

/** Raised when a reader of files of the version before would go wrong. What is only added changes nothing for them. */
export const OWN_DATA_VERSION = 1

/**
 * A person's file as JSON, piece by piece: what it is, a guide to its parts in words, then the parts as
 * docs/own-data-file.md describes them. It holds no more of it in memory than a piece.
 */
export async function* writeOwnData({
  parts,
  now,
  t,
}: {
  parts: readonly OwnDataPart[]
  now: number
  t: Translate
}): AsyncGenerator<string> {
  const guide = Object.fromEntries(parts.map(({ name }) => [name, t(`privacy.file.${name}`)]))
  const head = {
    format: 'article-54-own-data',
    version: OWN_DATA_VERSION,
    writtenAt: isoTime(now),
    guide: { file: t('privacy.file.file'), ...guide, leftOut: t('privacy.file.leftOut') },
  }
  yield JSON.stringify(head, null, 2).slice(0, -2)
  for (const part of parts) {
    yield `,\n  ${JSON.stringify(part.name)}: `
    if ('one' in part) yield indented(await part.one(), '  ')
    else yield* writeList(part.pieces())
  }
  yield '\n}\n'
}

async function* writeList(pieces: AsyncGenerator<readonly object[]>): AsyncGenerator<string> {
  let written = 0
  for await (const rows of pieces) {
    const lines = rows.map((row, index) => `${written + index === 0 ? '[' : ','}\n    ${indented(row, '    ')}`)
    written += rows.length
    yield lines.join('')
  }
  yield written === 0 ? '[]' : '\n  ]'
}

function indented(value: object, by: string): string {
  return JSON.stringify(value, null, 2).replaceAll('\n', `\n${by}`)
}
