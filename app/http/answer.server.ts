import { createRequestHandler, type ServerBuild } from '@remix-run/node'
import { createContext, type Peer } from './context.server.ts'

/** Answers a request with the routes of `build`. A session that was renewed on the way is told to the browser. */
export function answerFrom(
  build: ServerBuild,
  mode: 'production' | 'development',
): (request: Request, peer: Peer) => Promise<Response> {
  const handle = createRequestHandler(build, mode)
  return async (request, peer) => {
    const context = createContext(request, peer)
    const response = await handle(request, context)
    const cookieName = (cookie: string) => cookie.split('=', 1)[0]
    const alreadySet = response.headers.getSetCookie().map(cookieName)
    for (const cookie of context.setCookies) {
      if (!alreadySet.includes(cookieName(cookie))) response.headers.append('Set-Cookie', cookie)
    }
    return response
  }
}
