import { useT } from '#app/i18n/use-translation.tsx'

import { Icon } from './icon.tsx'

type Neighbour = { href: string; title: string }

export function PreviousNext({ previous, next }: { previous?: Neighbour; next?: Neighbour }) {
  const t = useT()
  if (!previous && !next) return null
  return (
    <nav className="previous-next" aria-label={t('ui.previousNext.label')}>
      {previous && (
        <a href={previous.href} rel="prev">
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

export type OutlineState = 'done' | 'current' | 'open'

type OutlineItem = { href: string; title: string; meta?: string; state: OutlineState }
type OutlineGroup = { title: string; items: OutlineItem[] }

/** A course's outline. Its order is the key: it must not be sorted anew between renders. */
export function Outline({ label, groups }: { label: string; groups: OutlineGroup[] }) {
  return (
    <nav className="outline" aria-label={label}>
      <ol className="outline__groups">
        {groups.map((group, index) => (
          <li key={index}>
            <p className="outline__group">{group.title}</p>
            <ol>
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

function OutlineLine({ item: { href, title, meta, state } }: { item: OutlineItem }) {
  const t = useT()
  return (
    <a
      className={`outline__item outline__item--${state}`}
      href={href}
      aria-current={state === 'current' ? 'step' : undefined}
    >
      <span className="outline__sign">{state === 'done' && <Icon name="tick" />}</span>
      <span className="outline__text">
        {title}
        <span className="visually-hidden"> ({t(`ui.outline.${state}`)})</span>
        {meta && <span className="outline__meta"> {meta}</span>}
      </span>
    </a>
  )
}
