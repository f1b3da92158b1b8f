import { createRequestHandler, type ServerBuild } from '@remix-run/node'
import { actingFrom } from '#app/identity/audit/acting-from.server.ts'
import type { Peer } from '#app/serve/listener.server.ts'
import { createContext } from './context.server.ts'
import { findPossibleRoutes, segmentsAsked } from './possible-routes.ts'

/** First segments of the addresses whose pages no browser keeps. */
const aboutPeople = new Set(['account', 'admin', 'confirm', 'manage'])

type Handler = ReturnType<typeof createRequestHandler>

/** Answers a request with the routes of `build`. A session that was renewed on the way is told to the browser. */
export function answerFrom(
  build: ServerBuild,
  mode: 'production' | 'development',
): (request: Request, peer: Peer) => Promise<Response> {
  const handlerOf = handlersByRoutes(build, mode)
  return async (request, peer) => {
    const context = createContext(request, peer)
    const from = { address: peer.address, userAgent: request.headers.get('User-Agent') }
    const path = routedPath(request)
    const response = await actingFrom(from, () => handlerOf(path)(request, context))
    // On a computer that others use, Back shows nothing after signing out: the browser keeps no page. Nor does it
    // anywhere of what tells of other people, or of how somebody gets in.
    const isPrivate = aboutPeople.has(segmentsAsked(path)[0] ?? '') || (await context.session())?.kind === 'shared'
    if (isPrivate && !response.headers.has('Cache-Control')) response.headers.set('Cache-Control', 'no-store')
    const cookieName = (cookie: string) => cookie.split('=', 1)[0]
    const alreadySet = response.headers.getSetCookie().map(cookieName)
    for (const cookie of context.setCookies) {
      if (!alreadySet.includes(cookieName(cookie))) response.headers.append('Set-Cookie', cookie)
    }
    return response
  }
}

/**
 * Remix ranks and compiles every route it was given several times for each request: with a hundred routes that is the
 * larger part of what a small answer costs. Here each request meets only the routes that can match its address: what is
 * found is the same. There are no more handlers than ways in which routes overlap, whatever is asked for.
 */
function handlersByRoutes(build: ServerBuild, mode: string): (path: string) => Handler {
  const handlers = new Map<string, Handler>()
  const possibleRoutes = findPossibleRoutes(build.routes)
  const everyRoute = Object.keys(build.routes)
  return (path) => {
    const found = possibleRoutes(path)
    // Where nothing matches, the outermost page says so.
    const ids = found.length > 0 ? found : everyRoute
    const key = ids.join(' ')
    let handler = handlers.get(key)
    if (!handler) {
      const only = <T>(routes: Record<string, T>) =>
        Object.fromEntries(Object.entries(routes).filter(([id]) => ids.includes(id)))
      const assets = { ...build.assets, routes: only(build.assets.routes) }
      handler = createRequestHandler({ ...build, routes: only(build.routes), assets }, mode)
      handlers.set(key, handler)
    }
    return handler
  }
}

/** The path that Remix looks a route up by: that of a page, also where only its data are asked for. */
function routedPath(request: Request): string {
  return new URL(request.url).pathname.replace(/^\/_root\.data$/, '/').replace(/\.data$/, '')
}
