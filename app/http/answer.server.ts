import { createRequestHandler, type ServerBuild } from '@remix-run/node'
import { actingFrom } from '#app/identity/audit/acting-from.server.ts'
import type { Peer } from '#app/serve/listener.server.ts'
import { createContext } from './context.server.ts'

/** First segments of the addresses whose pages no browser keeps. */
const aboutPeople = new Set(['account', 'admin', 'confirm', 'manage'])

type Handler = ReturnType<typeof createRequestHandler>

/** Answers a request with the routes of `build`. A session that was renewed on the way is told to the browser. */
export function answerFrom(
  build: ServerBuild,
  mode: 'production' | 'development',
): (request: Request, peer: Peer) => Promise<Response> {
  const handlerOf = handlersByFirstSegment(build, mode)
  return async (request, peer) => {
    const context = createContext(request, peer)
    const from = { address: peer.address, userAgent: request.headers.get('User-Agent') }
    const response = await actingFrom(from, () => handlerOf(request)(request, context))
    // On a computer that others use, Back shows nothing after signing out: the browser keeps no page. Nor does it
    // anywhere of what tells of other people, or of how somebody gets in.
    const isPrivate = aboutPeople.has(firstSegmentOf(request)) || (await context.session())?.kind === 'shared'
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
 * Remix ranks and compiles every route it was given several times for each request: with thirty routes that is the
 * larger part of what a small answer costs. Here each request meets only the routes that begin like its address, and
 * those that begin with a parameter or match anything: what is found is the same.
 */
function handlersByFirstSegment(build: ServerBuild, mode: string): (request: Request) => Handler {
  const handlers = new Map<string, Handler>()
  const firstSegments = new Set(Object.values(build.routes).map((route) => firstSegment(route?.path ?? '')))
  return (request) => {
    const asked = firstSegmentOf(request)
    const segment = firstSegments.has(asked) ? asked : ''
    let handler = handlers.get(segment)
    if (!handler) {
      const routes = routesBeginningWith(segment, build.routes)
      const kept = Object.entries(build.assets.routes).filter(([id]) => id in routes)
      const assets = { ...build.assets, routes: Object.fromEntries(kept) }
      handler = createRequestHandler({ ...build, routes, assets }, mode)
      handlers.set(segment, handler)
    }
    return handler
  }
}

/** The routes of the tree that an address beginning with `segment` can match: a route is kept with all its parents. */
function routesBeginningWith(segment: string, routes: ServerBuild['routes']): ServerBuild['routes'] {
  const mayMatch = (id: string): boolean => {
    const route = routes[id]
    if (!route) return false
    const parent = route.parentId ? routes[route.parentId] : undefined
    const first = firstSegment(route.path ?? '')
    // Below a parent that takes the first segment itself, a route's own path begins with a later one.
    if (parent?.path && route.parentId) return mayMatch(route.parentId)
    return first === segment || first === '' || first.startsWith(':') || first === '*'
  }
  return Object.fromEntries(Object.entries(routes).filter(([id]) => mayMatch(id)))
}

function firstSegmentOf(request: Request): string {
  return firstSegment(new URL(request.url).pathname.slice(1).toLowerCase())
}

function firstSegment(path: string): string {
  return path.split('/', 1)[0] ?? ''
}
