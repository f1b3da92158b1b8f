import { Writable } from 'node:stream'
import type { EntryContext } from '@remix-run/node'
import { isRouteErrorResponse, RemixServer } from '@remix-run/react'
import { renderToPipeableStream } from 'react-dom/server'
import { logger } from '#app/serve/log.server.ts'
import { wholeResponse } from '#app/serve/whole-response.server.ts'

const RENDER_LIMIT = 10_000

/** Renders the whole page, then answers: a page is compressed once, and a fault while rendering is still a clean 500. */
export default function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  remixContext: EntryContext,
): Promise<Response> {
  return new Promise((resolve, reject) => {
    const { pipe, abort } = renderToPipeableStream(<RemixServer context={remixContext} url={request.url} />, {
      onAllReady() {
        // A timer left running would keep the whole rendered page in memory until it fires.
        clearTimeout(timer)
        headers.set('Content-Type', 'text/html; charset=utf-8')
        const chunks: Buffer[] = []
        const page = new Writable({
          write(chunk: Buffer, _encoding, done) {
            chunks.push(chunk)
            done()
          },
          final(done) {
            resolve(wholeResponse(Buffer.concat(chunks), { status, headers }))
            done()
          },
        })
        pipe(page)
      },
      onShellError: reject,
      onError(error) {
        logger.error({ err: error }, 'a page could not be rendered')
      },
    })
    const timer = setTimeout(() => abort(new Error('rendering took too long')), RENDER_LIMIT)
  })
}

/** Remix calls this for errors that are bugs; what people can cause never comes here. */
export function handleError(error: unknown, { request }: { request: Request }): void {
  const expected = isRouteErrorResponse(error) && error.status < 500
  if (!expected && !request.signal.aborted) logger.error({ err: error }, 'a request failed')
}
