import { data, type LinksFunction, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { isRouteErrorResponse, Links, Meta, Outlet, useRouteError, useRouteLoaderData } from '@remix-run/react'
import type { ReactNode } from 'react'
import { env } from '#app/env.server.ts'
import { readFlash } from '#app/http/flash.server.ts'
import { homePath } from '#app/http/home-path.ts'
import { titleOf } from '#app/http/title.ts'
import { SiteSearch } from '#app/content/ui/search-box.tsx'
import type { MessageKey } from '#app/i18n/catalogue.ts'
import { defaultLocale } from '#app/i18n/locales.ts'
import { translatorFor } from '#app/i18n/translator.ts'
import { LocaleProvider, useT } from '#app/i18n/use-translation.tsx'
import { ErasureNotice } from '#app/identity/ui/erasure-notice.tsx'
import { canManageSomething, canSupervisePeople, canTeachSomething } from '#app/identity/viewer.ts'
import { Button, ButtonLink } from '#app/ui/button.tsx'
import { Form } from '#app/ui/form.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { PageHeader } from '#app/ui/page.tsx'
import { Shell } from '#app/ui/shell.tsx'
import styles from '#app/ui/styles/app.css?url'

export const links: LinksFunction = () => [
  { rel: 'stylesheet', href: styles },
  { rel: 'icon', href: '/favicon.svg', type: 'image/svg+xml' },
]

/** Only error pages are titled here; every other page names itself. */
export const meta: MetaFunction<typeof loader> = ({ error, data }) =>
  error
    ? titleOf({ data: { title: translatorFor(data?.locale.tag ?? defaultLocale.tag).t(describeError(error).title) } })
    : []

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await context.viewer()
  const [locale, { t }, { flash, clear }] = await Promise.all([
    context.locale(),
    context.translator(),
    readFlash(request),
  ])
  return data(
    {
      locale,
      path: new URL(request.url).pathname,
      flash: flash ? { tone: flash.tone, text: t(flash.message, flash.values) } : null,
      demo: env().DEMO,
      withheld: viewer?.withheld?.length ?? 0,
      viewer: viewer
        ? {
            name: viewer.displayName,
            home: homePath(viewer),
            teaches: canTeachSomething(viewer),
            manages: canManageSomething(viewer),
            supervises: canSupervisePeople(viewer),
            erasureDueAt: viewer.erasureDueAt ?? null,
          }
        : null,
    },
    clear ? { headers: { 'Set-Cookie': clear } } : undefined,
  )
}

/** The document around every page, error pages included (where the loader may not have run). */
export function Layout({ children }: { children: ReactNode }) {
  const root = useRouteLoaderData<typeof loader>('root')
  const locale = root?.locale ?? defaultLocale
  return (
    <html lang={locale.tag} dir={locale.dir}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <Meta />
        <Links />
      </head>
      <body>
        <LocaleProvider locale={locale.tag}>
          <Frame>{children}</Frame>
        </LocaleProvider>
        {import.meta.env.DEV && <script type="module" src="/@vite/client" />}
      </body>
    </html>
  )
}

function Frame({ children }: { children: ReactNode }) {
  const t = useT()
  const root = useRouteLoaderData<typeof loader>('root')
  const viewer = root?.viewer ?? null
  const path = root?.path ?? '/'
  const item = (href: string, label: string) => ({ href, label, current: path === href || path.startsWith(`${href}/`) })
  const nav = [
    ...(viewer ? [item('/learn', t('http.nav.learn'))] : []),
    item('/courses', t('http.nav.courses')),
    item('/convention', t('http.nav.convention')),
    item('/search', t('search.title')),
    ...(viewer?.teaches ? [item('/teach', t('http.nav.teach'))] : []),
    ...(viewer?.manages ? [item('/manage', t('http.nav.manage'))] : []),
    ...(viewer?.supervises ? [item('/admin', t('http.nav.admin'))] : []),
  ]
  const account = viewer ? (
    <>
      <a href="/account">{viewer.name}</a>
      <Form action="/sign-out" className="">
        <Button variant="quiet">{t('http.nav.signOut')}</Button>
      </Form>
    </>
  ) : (
    <a href="/sign-in">{t('http.nav.signIn')}</a>
  )
  const notice = (
    <>
      {viewer && viewer.erasureDueAt !== null && <ErasureNotice dueAt={viewer.erasureDueAt} />}
      {root?.demo && <Notice tone="warning">{t('http.demoNotice')}</Notice>}
      {root?.flash && (
        <Notice tone={root.flash.tone} role="status">
          {root.flash.text}
        </Notice>
      )}
      {root && root.withheld > 0 && !/^\/(?:account\/|confirm)/.test(path) && (
        <Notice tone="warning">
          {t('security.withheld.everywhere', { count: root.withheld })}{' '}
          <a href="/account/security?needed">{t('security.withheld.link')}</a>
        </Notice>
      )}
    </>
  )
  return (
    <Shell
      brandHref={viewer?.home ?? '/'}
      nav={nav}
      account={account}
      search={/^\/(?:search|attempts)(?:\/|$)/.test(path) ? null : <SiteSearch />}
      notice={notice}
      footer={<a href="/privacy">{t('http.nav.privacy')}</a>}
    >
      {children}
    </Shell>
  )
}

export default function Root() {
  return <Outlet />
}

const knownErrors = {
  400: { title: 'http.badRequest.title', text: 'http.badRequest.text' },
  403: { title: 'http.forbidden.title', text: 'http.forbidden.text' },
  404: { title: 'http.notFound.title', text: 'http.notFound.text' },
  405: { title: 'http.notFound.title', text: 'http.notFound.text' },
  500: { title: 'http.error.title', text: 'http.error.text' },
} as const

function describeError(error: unknown): { title: MessageKey; text: MessageKey } {
  const status = isRouteErrorResponse(error) ? error.status : 500
  return status in knownErrors ? knownErrors[status as keyof typeof knownErrors] : knownErrors[500]
}

export function ErrorBoundary() {
  const t = useT()
  const { title, text } = describeError(useRouteError())
  return (
    <>
      <PageHeader title={t(title)} lead={t(text)} />
      <ButtonLink href="/">{t('http.goHome')}</ButtonLink>
    </>
  )
}
