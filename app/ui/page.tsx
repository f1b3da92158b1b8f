import { useId, type ReactNode } from 'react'

import { useT } from '#app/i18n/use-translation.tsx'

type PageHeaderProps = {
  title: ReactNode
  lead?: ReactNode
  breadcrumbs?: { href: string; label: ReactNode }[]
  actions?: ReactNode
  eyebrow?: string
}

/** The page's only h1. `breadcrumbs` are the pages above this one, nearest last. */
export function PageHeader({ title, lead, breadcrumbs = [], actions, eyebrow }: PageHeaderProps) {
  const t = useT()
  return (
    <header className="page-header">
      {breadcrumbs.length > 0 && (
        <nav className="breadcrumbs" aria-label={t('ui.breadcrumbs')}>
          <ol>
            {breadcrumbs.map((crumb) => (
              <li key={crumb.href}>
                <a href={crumb.href}>{crumb.label}</a>
              </li>
            ))}
          </ol>
        </nav>
      )}
      {eyebrow && <p className="eyebrow">{eyebrow}</p>}
      <h1>{title}</h1>
      {lead && <p className="lead">{lead}</p>}
      {actions && <div className="button-row">{actions}</div>}
    </header>
  )
}

type SectionProps = { title: ReactNode; id?: string; actions?: ReactNode; children: ReactNode }

export function Section({ title, id, actions, children }: SectionProps) {
  const ownId = useId()
  const headingId = id ? `${id}-title` : ownId
  return (
    <section className="section" id={id} aria-labelledby={headingId}>
      <div className="section__head">
        <h2 id={headingId}>{title}</h2>
        {actions && <div className="button-row">{actions}</div>}
      </div>
      {children}
    </section>
  )
}

/** Main text beside a narrow column, which follows the main text on a phone. */
export function Columns({ children, aside }: { children: ReactNode; aside: ReactNode }) {
  return (
    <div className="columns">
      <div>{children}</div>
      <div className="columns__aside">{aside}</div>
    </div>
  )
}

type EmptyStateProps = { title: ReactNode; children?: ReactNode; action?: ReactNode }

export function EmptyState({ title, children, action }: EmptyStateProps) {
  return (
    <div className="empty-state">
      <p className="empty-state__title">{title}</p>
      {children}
      {action && <div className="button-row">{action}</div>}
    </div>
  )
}

type CardProps = {
  title: ReactNode
  href?: string
  headingLevel?: 2 | 3
  eyebrow?: ReactNode
  children?: ReactNode
  footer?: ReactNode
}

/** With `href` the whole card can be pressed, while the link is named by the title alone. */
export function Card({ title, href, headingLevel = 3, eyebrow, children, footer }: CardProps) {
  const Heading = `h${headingLevel}` as const
  return (
    <article className="card">
      {eyebrow && <p className="eyebrow">{eyebrow}</p>}
      <Heading className="card__title">{href ? <a href={href}>{title}</a> : title}</Heading>
      {children}
      {footer && <div className="card__footer">{footer}</div>}
    </article>
  )
}

export function CardList({ children }: { children: ReactNode }) {
  return <div className="card-list">{children}</div>
}

export type TagTone = 'neutral' | 'info' | 'success' | 'warning' | 'danger'

export function Tag({ tone = 'neutral', children }: { tone?: TagTone; children: ReactNode }) {
  return <span className={`tag tone-${tone}`}>{children}</span>
}

/** Short label and value pairs. The order is the key: the list must not be re-sorted between renders. */
export function Facts({ items }: { items: { label: ReactNode; value: ReactNode }[] }) {
  return (
    <dl className="facts">
      {items.map((item, index) => (
        <div key={index}>
          <dt>{item.label}</dt>
          <dd>{item.value}</dd>
        </div>
      ))}
    </dl>
  )
}
