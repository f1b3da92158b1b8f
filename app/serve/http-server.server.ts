import { createServer, type RequestListener, type Server } from 'node:http'

/** How long clients may take, in milliseconds, and how much of the server they may hold. */
export type HttpLimits = {
  /** For the first line and the headers. */
  headers: number
  /** For the whole request, body included. */
  request: number
  /** Without a byte in either direction, while a request is read or answered. */
  idle: number
  /** Between two requests of one connection. */
  keepAlive: number
  /** How often the first two are looked at. */
  look: number
  connections: number
}

/**
 * A phone on a bad line sends its headers in a second or two, and the largest body we take (1 MB) in two minutes at
 * 70 kbit/s. Between requests a connection is kept a little longer than proxies keep theirs (60 s), so that they never
 * meet one that is just closing. A browser opens six connections at most: there is room for 600 of them in a process.
 */
export const usualLimits: HttpLimits = {
  headers: 15_000,
  request: 120_000,
  idle: 120_000,
  keepAlive: 65_000,
  look: 3_000,
  connections: 4_000,
}

/**
 * The web server. Who sends or reads byte by byte to hold it up is cut off, with 408 where an answer can still be given;
 * everybody else is served meanwhile.
 */
export function createHttpServer(listener: RequestListener, limits: HttpLimits = usualLimits): Server {
  const server = createServer(
    {
      headersTimeout: limits.headers,
      requestTimeout: limits.request,
      keepAliveTimeout: limits.keepAlive,
      connectionsCheckingInterval: limits.look,
      // All headers of a request together, in bytes: room for the cookies of a computer that a whole team uses.
      maxHeaderSize: 16_384,
    },
    listener,
  )
  server.timeout = limits.idle
  server.maxConnections = limits.connections
  // A proxy's connection is renewed now and then, so that what it holds is let go.
  server.maxRequestsPerSocket = 10_000
  return server
}
