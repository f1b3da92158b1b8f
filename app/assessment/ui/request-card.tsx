import { useT } from '#app/i18n/use-translation.tsx'
import type { AuthoredAttributes } from '#app/ui/authored.tsx'
import { Card, Tag } from '#app/ui/page.tsx'
import type { RequestState } from '../request-draft-queries.server.ts'

type Props = { id: string; title: string; href: string; state: RequestState | null; authored: AuthoredAttributes }

/** A drafting task in the flow of a lesson: what it is, how far the person is, and the way to it. */
export function RequestCard({ id, title, href, state, authored }: Props) {
  const t = useT()
  const isAllRight = state?.status === 'marked' && state.right === state.total
  return (
    <div className="request-card" id={id}>
      <Card title={<span {...authored}>{title}</span>} href={href} eyebrow={t('request.card.eyebrow')}>
        <p>
          {!state && <Tag>{t('request.card.none')}</Tag>}
          {state?.status === 'draft' && <Tag tone="info">{t('request.card.draft')}</Tag>}
          {state?.status === 'marked' && (
            <Tag tone={isAllRight ? 'success' : 'warning'}>{t('request.card.marked', state)}</Tag>
          )}
        </p>
      </Card>
    </div>
  )
}
