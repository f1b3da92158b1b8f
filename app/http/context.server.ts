import '@remix-run/node'
import { env } from '#app/env.server.ts'
import { chooseLocale, type Locale } from '#app/i18n/locales.ts'
import { type Translator, translatorFor } from '#app/i18n/translator.ts'
import { findViewer, type SessionFacts } from '#app/identity/sign-in/sessions.server.ts'
import type { Viewer } from '#app/identity/viewer.ts'
import type { Peer } from '#app/serve/listener.server.ts'

/** What every loader and action is given beside the request. */
export type RequestContext = Peer & {
  /** The person signed in, looked up once a request however often it is asked. */
  viewer: () => Promise<Viewer | null>
  /** The session that person is signed in with; known with the viewer. */
  session: () => Promise<SessionFacts | null>
  /** The language to answer in. Known after the viewer. */
  locale: () => Promise<Locale>
  translator: () => Promise<Translator>
  /** Cookies to set with whatever the answer is (a session that was renewed). */
  setCookies: string[]
}

declare module '@remix-run/node' {
  interface AppLoadContext extends RequestContext {
    /** The path and query asked for, as the browser sees them. */
    path: string
  }
}

export function createContext(request: Request, peer: Peer): RequestContext & { path: string } {
  const setCookies: string[] = []
  let looked: Promise<{ viewer: Viewer | null; session: SessionFacts | null }> | undefined
  const look = () => {
    looked ??= findViewer({ cookieHeader: request.headers.get('Cookie'), secure: peer.secure }).then((found) => {
      if (found.setCookie) setCookies.push(found.setCookie)
      return found
    })
    return looked
  }
  const context = {
    ...peer,
    path: pathOf(request.url),
    setCookies,
    viewer: async (): Promise<Viewer | null> => (await look()).viewer,
    session: async (): Promise<SessionFacts | null> => (await look()).session,
    locale: async () =>
      chooseLocale({
        chosen: (await context.viewer())?.locale ?? pseudoLocaleAsked(request.url),
        acceptLanguage: request.headers.get('Accept-Language'),
        withPseudo: env().PSEUDO_LOCALES,
      }),
    translator: async () => translatorFor((await context.locale()).tag),
  }
  return context
}

function pathOf(url: string): string {
  const { pathname, search } = new URL(url)
  return pathname + search
}

function pseudoLocaleAsked(url: string): string | null {
  return env().PSEUDO_LOCALES ? new URL(url).searchParams.get('locale') : null
}
