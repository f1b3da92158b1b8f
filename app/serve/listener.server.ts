import { createHash } from 'node:crypto'
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { promisify } from 'node:util'
import { brotliCompress, constants, createGzip, gzip } from 'node:zlib'
import { createRequest } from '@remix-run/node-fetch-server'
import { countingQueries } from '#db/query-count.server.ts'
import { loggablePath, logger } from './log.server.ts'
import { comesFromThisSite } from './origin.ts'
import { securityHeaders } from './security-headers.ts'
import { chooseEncoding, type StaticFile } from './static-files.server.ts'

export type Peer = { address: string; secure: boolean }

export type ListenerOptions = {
  /** Answers everything that is not a static file. */
  answer: (request: Request, peer: Peer) => Promise<Response>
  staticFiles: ReadonlyMap<string, StaticFile>
  /** The origin people see, when a proxy stands in front; else it is taken from the Host header. */
  publicUrl?: string | undefined
  trustProxy: boolean
  /** Tells in a Server-Timing header how many queries an answer took. */
  timing: boolean
  /** Largest body taken, in bytes. */
  bodyLimit?: number
}

/** Bodies smaller than this are sent as they are: compressing would not save a packet. */
const WORTH_COMPRESSING = 600

/** Cheap settings, since this happens for every page: stronger ones cost more time than the page itself. */
const BROTLI = {
  params: { [constants.BROTLI_PARAM_QUALITY]: 4, [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT },
}
const compress = { br: (body: Buffer) => promisify(brotliCompress)(body, BROTLI), gzip: promisify(gzip) }

/** The way of every request: headers, static files, origin and size, the site itself, compression, a line in the log. */
export function createListener(options: ListenerOptions): RequestListener {
  const limit = options.bodyLimit ?? 1_000_000
  const ownUrl = options.publicUrl ? new URL(options.publicUrl) : null

  return (incoming, outgoing) => {
    const started = performance.now()
    const count = { queries: 0 }
    const peer = findPeer(incoming, options.trustProxy, ownUrl?.protocol === 'https:')
    for (const [name, value] of Object.entries(securityHeaders(peer))) outgoing.setHeader(name, value)
    outgoing.on('close', () => {
      if (incoming.url === '/healthz') return
      logger.info({
        method: incoming.method,
        path: loggablePath(incoming.url ?? '/'),
        status: outgoing.statusCode,
        ms: Math.round(performance.now() - started),
        queries: count.queries,
        ...(outgoing.writableFinished ? {} : { cut: true }),
      })
    })

    const file = options.staticFiles.get((incoming.url ?? '/').split('?', 1)[0] ?? '/')
    if (file && (incoming.method === 'GET' || incoming.method === 'HEAD')) return sendFile(incoming, outgoing, file)

    const ownOrigin = ownUrl?.origin ?? `${peer.secure ? 'https' : 'http'}://${incoming.headers.host ?? ''}`
    const fromHere = comesFromThisSite({
      method: incoming.method ?? 'GET',
      origin: incoming.headers.origin,
      fetchSite: incoming.headers['sec-fetch-site'] as string | undefined,
      ownOrigin,
    })
    if (!fromHere) return refuse(incoming, outgoing, 403, 'This request did not come from a page of this site.')
    if (incoming.headers['transfer-encoding']) {
      return refuse(incoming, outgoing, 411, 'The length of what was sent must be given.')
    }
    if (Number(incoming.headers['content-length'] ?? 0) > limit) {
      return refuse(incoming, outgoing, 413, 'What was sent is too large.')
    }

    const request = makeRequest(incoming, outgoing, ownOrigin)
    if (!request) return refuse(incoming, outgoing, 400, 'The address or method is malformed.')
    countingQueries(count, async () => {
      const response = await options.answer(request, peer)
      if (options.timing) outgoing.setHeader('Server-Timing', `db;desc="${count.queries} queries"`)
      await send(incoming, outgoing, response)
    }).catch((error: unknown) => {
      if (outgoing.destroyed) return
      logger.error({ err: error }, 'a request failed outside the site')
      if (outgoing.headersSent) outgoing.destroy()
      else refuse(incoming, outgoing, 500, 'Something went wrong on our side. Please try again in a moment.')
    })
  }
}

/** The request as the Web platform knows it; null when no URL or method can be made of it. */
function makeRequest(incoming: IncomingMessage, outgoing: ServerResponse, ownOrigin: string): Request | null {
  try {
    const { host, protocol } = new URL(ownOrigin)
    return createRequest(incoming, outgoing, { host, protocol })
  } catch (error) {
    if (error instanceof TypeError) return null
    throw error
  }
}

function findPeer(incoming: IncomingMessage, trustProxy: boolean, publicIsSecure: boolean): Peer {
  const forwarded = trustProxy
    ? String(incoming.headers['x-forwarded-for'] ?? '')
        .split(',')
        .at(-1)
        ?.trim()
    : ''
  const protocol = trustProxy ? incoming.headers['x-forwarded-proto'] : undefined
  return {
    address: forwarded || (incoming.socket.remoteAddress ?? ''),
    secure: publicIsSecure || protocol === 'https',
  }
}

function sendFile(incoming: IncomingMessage, outgoing: ServerResponse, file: StaticFile): void {
  outgoing.setHeader('Content-Type', file.type)
  outgoing.setHeader('ETag', file.etag)
  outgoing.setHeader('Vary', 'Accept-Encoding')
  outgoing.setHeader('Cache-Control', file.immutable ? 'public, max-age=31536000, immutable' : 'public, max-age=3600')
  if (incoming.headers['if-none-match'] === file.etag) {
    outgoing.writeHead(304).end()
    return
  }
  const encodings = (['br', 'gzip'] as const).filter((encoding) => file.bodies[encoding])
  const encoding = chooseEncoding(headerText(incoming.headers['accept-encoding']), encodings)
  const body = file.bodies[encoding ?? 'identity'] ?? file.bodies.identity
  if (encoding) outgoing.setHeader('Content-Encoding', encoding)
  outgoing.setHeader('Content-Length', body.length)
  outgoing.writeHead(200)
  outgoing.end(incoming.method === 'HEAD' ? undefined : body)
}

async function send(incoming: IncomingMessage, outgoing: ServerResponse, response: Response): Promise<void> {
  const cookies = response.headers.getSetCookie()
  for (const [name, value] of response.headers) if (name !== 'set-cookie') outgoing.setHeader(name, value)
  if (cookies.length > 0) outgoing.setHeader('Set-Cookie', cookies)
  // A page is for one person. It may be kept, but must be asked for anew each time it is shown.
  if (!response.headers.has('Cache-Control')) outgoing.setHeader('Cache-Control', 'private, no-cache')
  outgoing.appendHeader('Vary', 'Accept-Encoding')
  outgoing.statusCode = response.status

  const type = response.headers.get('Content-Type') ?? ''
  const isPage = type.startsWith('text/html') || type.startsWith('application/json')
  const encoding = chooseEncoding(headerText(incoming.headers['accept-encoding']), ['br', 'gzip'])
  if (!response.body || incoming.method === 'HEAD') {
    outgoing.end()
  } else if (isPage) {
    await sendWhole(incoming, outgoing, Buffer.from(await response.arrayBuffer()), encoding)
  } else {
    await sendStream(outgoing, response.body, type.startsWith('text/') && encoding === 'gzip')
  }
}

async function sendWhole(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  body: Buffer,
  encoding: 'br' | 'gzip' | null,
): Promise<void> {
  if (outgoing.statusCode === 200 && incoming.method === 'GET') {
    const etag = `W/"${createHash('sha1').update(body).digest('base64url')}"`
    outgoing.setHeader('ETag', etag)
    if (incoming.headers['if-none-match'] === etag) {
      outgoing.removeHeader('Content-Type')
      outgoing.writeHead(304).end()
      return
    }
  }
  if (!encoding || body.length < WORTH_COMPRESSING) {
    outgoing.setHeader('Content-Length', body.length)
    outgoing.end(body)
    return
  }
  const packed = await compress[encoding](body)
  outgoing.setHeader('Content-Encoding', encoding)
  outgoing.setHeader('Content-Length', packed.length)
  outgoing.end(packed)
}

async function sendStream(outgoing: ServerResponse, body: ReadableStream, packed: boolean): Promise<void> {
  const source = Readable.fromWeb(body as Parameters<typeof Readable.fromWeb>[0])
  if (packed) {
    outgoing.setHeader('Content-Encoding', 'gzip')
    await pipeline(source, createGzip(), outgoing)
  } else {
    await pipeline(source, outgoing)
  }
}

function refuse(incoming: IncomingMessage, outgoing: ServerResponse, status: number, sentence: string): void {
  outgoing.setHeader('Content-Type', 'text/plain; charset=utf-8')
  outgoing.setHeader('Cache-Control', 'no-store')
  // What was not read would otherwise be taken for the next request.
  if (!incoming.complete) outgoing.setHeader('Connection', 'close')
  outgoing.statusCode = status
  outgoing.end(`${sentence}\n`)
}

function headerText(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value.join(',') : value
}
