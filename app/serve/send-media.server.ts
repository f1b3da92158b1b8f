import { constants } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { readRange } from './read-range.ts'
import { chooseEncoding } from './static-files.server.ts'

/** Where the files of the courses are served. */
const ADDRESS = '/media/'

/** Shown in a page, or offered to be saved. Nothing else is ever served. */
const shown: Readonly<Record<string, string>> = {
  avif: 'image/avif',
  webp: 'image/webp',
  svg: 'image/svg+xml',
  mp4: 'video/mp4',
  webm: 'video/webm',
  vtt: 'text/vtt; charset=utf-8',
}
const saved: Readonly<Record<string, string>> = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  odt: 'application/vnd.oasis.opendocument.text',
  ods: 'application/vnd.oasis.opendocument.spreadsheet',
  csv: 'text/csv; charset=utf-8',
  txt: 'text/plain; charset=utf-8',
  json: 'application/json',
}

/** Texts that travel packed. The rest is packed already. */
const packable = new Set(['svg', 'vtt', 'csv', 'txt', 'json'])

/** A file alone is no page of ours: whatever it holds may load nothing and run nothing. */
const POLICY = "default-src 'none'; frame-ancestors 'none'; sandbox"

/** The hash of the content, perhaps the author's name of the file, and an ending. No separator of folders. */
const NAME = /^([0-9a-f]{40})(?:-([\p{L}\p{M}\p{N}_][\p{L}\p{M}\p{N}_.-]{0,200}))?\.([a-z0-9]{2,5})$/u

export type MediaName = { file: string; hash: string; label: string | null; ending: string }

/** The file that an address asks for: null when it is not below `/media/`, and `unknown` when no file is so named. */
export function mediaName(url: string): MediaName | 'unknown' | null {
  const address = url.split('?', 1)[0] ?? ''
  if (!address.startsWith(ADDRESS)) return null
  let file: string
  try {
    file = decodeURIComponent(address.slice(ADDRESS.length)).normalize('NFC')
  } catch {
    return 'unknown'
  }
  const [, hash = '', label = null, ending = ''] = NAME.exec(file) ?? []
  return Object.hasOwn(label === null ? shown : saved, ending) ? { file, hash, label, ending } : 'unknown'
}

/**
 * Sends a file of the courses, whole or the part that was asked for, from the disk in small pieces. What it is named
 * after never changes, so it is never asked for twice. Gives false, with nothing sent, when there is no such file.
 */
export async function sendMedia(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  { folder, name }: { folder: string; name: MediaName },
): Promise<boolean> {
  const handle = await openFile(path.join(folder, name.file))
  if (!handle) return false
  try {
    const found = await handle.stat()
    if (!found.isFile()) return false
    await send(incoming, outgoing, { name, handle, size: found.size })
    return true
  } finally {
    await handle.close()
  }
}

async function openFile(file: string): Promise<FileHandle | null> {
  try {
    return await open(file, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK)
  } catch {
    return null
  }
}

async function send(
  { method, headers }: IncomingMessage,
  outgoing: ServerResponse,
  { name, handle, size }: { name: MediaName; handle: FileHandle; size: number },
): Promise<void> {
  const { hash, label, ending } = name
  const etag = `"${hash}"`
  outgoing.setHeader('Content-Security-Policy', POLICY)
  outgoing.setHeader('Cache-Control', 'public, max-age=31536000, immutable')
  outgoing.setHeader('ETag', etag)
  outgoing.setHeader('Accept-Ranges', 'bytes')
  if (packable.has(ending)) outgoing.setHeader('Vary', 'Accept-Encoding')
  if (matches(headers['if-none-match'], etag)) {
    outgoing.writeHead(304).end()
    return
  }
  outgoing.setHeader('Content-Type', (label === null ? shown : saved)[ending] ?? '')
  if (label !== null) outgoing.setHeader('Content-Disposition', disposition(`${label}.${ending}`))
  const mayRange = method === 'GET' && [undefined, etag].includes(headers['if-range'] as string | undefined)
  const range = mayRange ? readRange(headers.range, size) : 'whole'
  if (range === 'unsatisfiable') {
    outgoing.removeHeader('Content-Disposition')
    outgoing.setHeader('Content-Range', `bytes */${size}`)
    outgoing.setHeader('Content-Length', 0)
    outgoing.writeHead(416).end()
    return
  }
  const accepted = headers['accept-encoding']
  if (range === 'whole' && packable.has(ending) && chooseEncoding(String(accepted ?? ''), ['gzip'])) {
    outgoing.setHeader('Content-Encoding', 'gzip')
    outgoing.writeHead(200)
    if (method === 'HEAD') outgoing.end()
    else await whole(pipeline(handle.createReadStream({ autoClose: false }), createGzip(), outgoing))
    return
  }
  const { start, end } = range === 'whole' ? { start: 0, end: size - 1 } : range
  if (range !== 'whole') outgoing.setHeader('Content-Range', `bytes ${start}-${end}/${size}`)
  outgoing.setHeader('Content-Length', end - start + 1)
  outgoing.writeHead(range === 'whole' ? 200 : 206)
  if (method === 'HEAD' || size === 0) outgoing.end()
  else await whole(pipeline(handle.createReadStream({ start, end, autoClose: false }), outgoing))
}

/** A reader may stop: players do so all the time. */
async function whole(sending: Promise<void>): Promise<void> {
  try {
    await sending
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error
  }
}

function matches(asked: string | undefined, etag: string): boolean {
  return asked?.split(',').some((one) => [etag, '*'].includes(one.trim().replace(/^W\//, ''))) ?? false
}

/** The author's name of a file for the reader's disk (RFC 6266, RFC 8187). */
function disposition(name: string): string {
  const plain = name.replace(/[^A-Za-z0-9._-]/g, '_')
  const encoded = encodeURIComponent(name).replace(
    /['()*!]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`
}
