import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { createRequest } from '@remix-run/node-fetch-server'
import { countingQueries } from '#db/query-count.server.ts'
import { loggablePath, logger } from './log.server.ts'
import { comesFromThisSite } from './origin.ts'
import { securityHeaders } from './security-headers.ts'
import { sendAnswer, sendFile } from './send-answer.server.ts'
import { mediaName, sendMedia } from './send-media.server.ts'
import type { StaticFile } from './static-files.server.ts'

/** What the server knows of a request before any route sees it. */
export type Peer = {
  /** The client's address, from the connection or from the proxy that is trusted. */
  address: string
  /** Whether the browser speaks HTTPS to us (or to the proxy). */
  secure: boolean
}

export type ListenerOptions = {
  /** Answers everything that is not a static file. */
  answer: (request: Request, peer: Peer) => Promise<Response>
  staticFiles: ReadonlyMap<string, StaticFile>
  /** The folder of the pictures, films and other files of the courses. */
  mediaFolder: string
  /** The origin people see, when a proxy stands in front; else it is taken from the Host header. */
  publicUrl?: string | undefined
  trustProxy: boolean
  /** Tells in a Server-Timing header how many queries an answer took. */
  timing: boolean
  /** Largest body taken, in bytes. */
  bodyLimit?: number
  /** The same at addresses that take files, by path. */
  fileLimits?: { get: (path: string) => number | undefined }
}

/** The way of every request: headers, static files, origin and size, the site itself, compression, a line in the log. */
export function createListener(options: ListenerOptions): RequestListener {
  const limitAt = (path: string) => options.fileLimits?.get(path) ?? options.bodyLimit ?? 1_000_000
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

    const fail = (error: unknown) => {
      if (outgoing.destroyed) return
      logger.error({ err: error }, 'a request failed outside the site')
      if (outgoing.headersSent) outgoing.destroy()
      else refuse(incoming, outgoing, 500, 'Something went wrong on our side. Please try again in a moment.')
    }

    const path = (incoming.url ?? '/').split('?', 1)[0] ?? '/'
    const file = options.staticFiles.get(path)
    if (file && (incoming.method === 'GET' || incoming.method === 'HEAD')) return sendFile(incoming, outgoing, file)

    const media = mediaName(incoming.url ?? '/')
    if (media && (incoming.method === 'GET' || incoming.method === 'HEAD')) {
      const missing = () => refuse(incoming, outgoing, 404, 'There is no such file.')
      if (media === 'unknown') return missing()
      sendMedia(incoming, outgoing, { folder: options.mediaFolder, name: media })
        .then((sent) => {
          if (!sent) missing()
        })
        .catch(fail)
      return
    }

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
    if (Number(incoming.headers['content-length'] ?? 0) > limitAt(path)) {
      return refuse(incoming, outgoing, 413, 'What was sent is too large.')
    }

    const request = makeRequest(incoming, outgoing, ownOrigin)
    if (!request) return refuse(incoming, outgoing, 400, 'The address or method is malformed.')
    countingQueries(count, async () => {
      const response = await options.answer(request, peer)
      if (options.timing) outgoing.setHeader('Server-Timing', `db;desc="${count.queries} queries"`)
      await sendAnswer(incoming, outgoing, response)
    }).catch(fail)
  }
}

/** The request as the Web platform knows it; null when no URL or method can be made of it. */
function makeRequest(incoming: IncomingMessage, outgoing: ServerResponse, ownOrigin: string): Request | null {
  try {
    // Percent signs that stand for no text: the router would go on without them, and complain for each in the log.
    decodeURIComponent((incoming.url ?? '').split('?', 1)[0] ?? '')
    const { host, protocol } = new URL(ownOrigin)
    const request = createRequest(incoming, outgoing, { host, protocol })
    // Looked at already, against the address that people see. Remix would compare it with the Host and X-Forwarded-Host
    // that reach this process, which a proxy may have changed, and answer 500.
    request.headers.delete('Origin')
    return request
  } catch (error) {
    if (error instanceof TypeError || error instanceof URIError) return null
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

function refuse(incoming: IncomingMessage, outgoing: ServerResponse, status: number, sentence: string): void {
  outgoing.setHeader('Content-Type', 'text/plain; charset=utf-8')
  outgoing.setHeader('Cache-Control', 'no-store')
  // What was not read would otherwise be taken for the next request.
  if (!incoming.complete) outgoing.setHeader('Connection', 'close')
  outgoing.statusCode = status
  outgoing.end(`${sentence}\n`)
}
