import type { AppLoadContext } from '@remix-run/node'
import { createStaticHandler, matchRoutes } from '@remix-run/router'
import type { ComponentType } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { createStaticRouter, StaticRouterProvider } from 'react-router-dom/server.js'
import { translatorFor } from '#app/i18n/translator.ts'
import type { Grant } from '#app/identity/viewer.ts'

/** What a route file exports; without a component it is no page. */
type RouteModule = { loader?: unknown; action?: unknown; default?: ComponentType }

/** What came back. `html` is the page without its frame, or the body of what is no page; empty after an error. */
export type Visit = { status: number; location: string | null; html: string }

/**
 * A small site of some route modules by their paths, as one person sees it: from request to HTML, without a server.
 * An error that is a bug rises; errors meant for people come back as their status.
 */
export function siteOf(modules: Record<string, RouteModule>) {
  const routes = Object.entries(modules).map(([path, { loader, action, default: Page }]) => ({
    path,
    id: path,
    loader,
    action,
    element: Page ? <Page /> : null,
    isPage: Page !== undefined,
  }))
  const { query, queryRoute, dataRoutes } = createStaticHandler(routes as never, {
    future: { v7_throwAbortReason: true },
  })

  return (accountId: string | null, grants: readonly Grant[] = []) => {
    const viewer = accountId ? { accountId, username: '', displayName: '', locale: null, grants } : null

    async function send(path: string, init: RequestInit): Promise<Visit> {
      const request = new Request(`http://site.test${path}`, init)
      const requestContext = {
        path,
        secure: false,
        address: '127.0.0.1',
        viewer: async () => viewer,
        session: async () =>
          viewer && { handle: '', kind: 'own', authenticatedAt: Date.now(), secondFactorAt: Date.now() },
        translator: async () => translatorFor('en'),
      } as unknown as AppLoadContext
      const id = matchRoutes(dataRoutes, new URL(request.url))?.at(-1)?.route.id
      if (routes.some((route) => route.id === id && !route.isPage)) {
        const answer: Response = await queryRoute(request, { requestContext }).catch((thrown: unknown) => thrown)
        return { status: answer.status, location: null, html: await answer.text() }
      }
      const context = await query(request, { requestContext })
      if (context instanceof Response) {
        return { status: context.status, location: context.headers.get('Location'), html: '' }
      }
      const errors = Object.values(context.errors ?? {})
      const bug = errors.find((error) => error instanceof Error)
      if (bug) throw bug
      if (errors.length > 0) return { status: context.statusCode, location: null, html: '' }
      const router = createStaticRouter(dataRoutes, context)
      const page = <StaticRouterProvider router={router} context={context} hydrate={false} />
      return { status: context.statusCode, location: null, html: renderToStaticMarkup(page) }
    }

    return {
      visit: (path: string) => send(path, {}),
      /** `body` is what a form sends: "name=value&…". */
      post: (path: string, body: string) =>
        send(path, { method: 'POST', body, headers: { 'Content-Type': 'application/x-www-form-urlencoded' } }),
      /** What a form with a file sends. */
      upload: (path: string, body: FormData) => send(path, { method: 'POST', body }),
    }
  }
}
