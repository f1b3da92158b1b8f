import type { ReactNode } from 'react'

import { useT } from '#app/i18n/use-translation.tsx'

type NavItem = { href: string; label: string; current?: boolean }

type ShellProps = {
  brandHref: string
  nav: NavItem[]
  account: ReactNode
  search?: ReactNode
  notice?: ReactNode
  footer?: ReactNode
  children: ReactNode
}

/** The frame of every page. The menu wraps on a phone, so that it needs neither a button nor JavaScript. */
export function Shell({ brandHref, nav, account, search, notice, footer, children }: ShellProps) {
  const t = useT()
  return (
    <div className="shell">
      <a className="skip-link" href="#main">
        {t('ui.skipToContent')}
      </a>
      <header className="shell__header">
        <div className="shell__bar">
          <a className="brand" href={brandHref}>
            <BrandMark />
            <span>{t('ui.brand')}</span>
          </a>
          {search}
          <div className="shell__account">{account}</div>
        </div>
        {nav.length > 0 && (
          <nav className="shell__nav" aria-label={t('ui.menu')}>
            <ul>
              {nav.map((item) => (
                <li key={item.href}>
                  <a href={item.href} aria-current={item.current ? 'page' : undefined}>
                    {item.label}
                  </a>
                </li>
              ))}
            </ul>
          </nav>
        )}
      </header>
      <main className="shell__main" id="main" tabIndex={-1}>
        {notice}
        {children}
      </main>
      <footer className="shell__footer">
        <p className="shell__tagline">
          <strong>{t('ui.brand')}</strong> {t('ui.tagline')}
        </p>
        {footer}
      </footer>
    </div>
  )
}

/** A page of a treaty with one article marked. */
function BrandMark() {
  return (
    <svg className="brand__mark" viewBox="0 0 28 32" aria-hidden="true" focusable="false">
      <path d="M1.5 1.5h25v29h-25z" />
      <path d="M7 8h14M7 12.5h14M7 24h9" />
      <path className="brand__article" d="M7 18.25h14" />
    </svg>
  )
}
