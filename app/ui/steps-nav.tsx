import { useT } from '#app/i18n/use-translation.tsx'

import { Icon } from './icon.tsx'

type Neighbour = { href: string; title: string }

export function PreviousNext({ previous, next }: { previous?: Neighbour; next?: Neighbour }) {
  const t = useT()
  if (!previous && !next) return null
  return (
    <nav className="previous-next" aria-label={t('ui.previousNext.label')}>
      {previous && (
        <a className="previous-next__previous" href={previous.href} rel="prev">
          <span className="previous-next__way">{t('ui.previousNext.previous')}</span>
          <span className="previous-next__title">{previous.title}</span>
        </a>
      )}
      {next && (
        <a className="previous-next__next" href={next.href} rel="next">
          <span className="previous-next__way">
            {t('ui.previousNext.next')} <Icon name="forward" flips />
          </span>
          <span className="previous-next__title">{next.title}</span>
        </a>
      )}
    </nav>
  )
}

export type OutlineState = 'done' | 'current' | 'open' | 'locked'

type OutlineItem = { href: string; title: string; meta?: string; state: OutlineState }
type OutlineGroup = { title: string; href?: string; items: OutlineItem[] }

/** A course's outline. Locked items are named but are not links. */
export function Outline({ label, groups }: { label: string; groups: OutlineGroup[] }) {
  return (
    <nav className="outline" aria-label={label}>
      <ol className="outline__groups">
        {groups.map((group, index) => (
          <li key={group.href ?? index}>
            <p className="outline__group">{group.href ? <a href={group.href}>{group.title}</a> : group.title}</p>
            <ol className="outline__items">
              {group.items.map((item) => (
                <li key={item.href}>
                  <OutlineLine item={item} />
                </li>
              ))}
            </ol>
          </li>
        ))}
      </ol>
    </nav>
  )
}

function OutlineLine({ item }: { item: OutlineItem }) {
  const t = useT()
  const content = (
    <>
      <span className="outline__sign">
        {item.state === 'done' && <Icon name="tick" />}
        {item.state === 'locked' && <Icon name="lock" />}
      </span>
      <span className="outline__text">
        {item.title}
        <span className="visually-hidden"> ({t(`ui.outline.${item.state}`)})</span>
        {item.meta && <span className="outline__meta"> {item.meta}</span>}
      </span>
    </>
  )
  const className = `outline__item outline__item--${item.state}`
  if (item.state === 'locked') return <span className={className}>{content}</span>
  return (
    <a className={className} href={item.href} aria-current={item.state === 'current' ? 'step' : undefined}>
      {content}
    </a>
  )
}
