import { contentHash } from '../compile/content-hash.server.ts'
import { endingOf } from './media-kinds.ts'
import type { MediaUse } from './media-use.ts'

/** Raise it when the same picture would become other files: all are then encoded anew, and documents compiled anew. */
export const ENCODER_VERSION = 1

/** Under what it is kept what a file became: its bytes, what it is used as, and the encoder. */
export function sourceKey({ hash, kind, file }: Pick<MediaUse, 'hash' | 'kind' | 'file'>): string {
  return contentHash([ENCODER_VERSION, kind, hash, kind === 'download' ? labelOf(file) : '', endingOf(file)])
}

const LONGEST_LABEL = 120

/** The author's name of a file without its ending, as it may stand in an address and in a folder. */
export function labelOf(file: string): string {
  const name = file.split('/').at(-1) ?? ''
  const plain = name
    .normalize('NFC')
    .replace(/\.[^.]*$/, '')
    .replace(/[^\p{L}\p{M}\p{N}_.-]+/gu, '-')
    .replace(/^[.-]+|[.-]+$/g, '')
  let label = ''
  for (const sign of plain) {
    if (Buffer.byteLength(label + sign) > LONGEST_LABEL) break
    label += sign
  }
  return label || 'file'
}

/** How much of a hash stands in an address: enough that no two files ever share one. */
const NAME_LENGTH = 40

/** The name under which a file is kept and served. */
export function nameOfKept(hash: string, ending: string, label?: string): string {
  return `${hash.slice(0, NAME_LENGTH)}${label ? `-${label}` : ''}.${ending}`
}
