import { useT } from '#app/i18n/use-translation.tsx'
import type { AuthoredAttributes } from '#app/ui/authored.tsx'
import { Icon, type IconName } from '#app/ui/icon.tsx'
import { Tag, type TagTone } from '#app/ui/page.tsx'
import { AuthoredHtml, Prose } from '#app/ui/prose.tsx'
import type { ElementView } from '../request-view.ts'

type Status = NonNullable<ElementView['verdict']>['status'] | 'wrong'

const signs: Record<Status, { tone: TagTone; icon: IconName }> = {
  right: { tone: 'success', icon: 'tick' },
  incomplete: { tone: 'warning', icon: 'warning' },
  wrong: { tone: 'danger', icon: 'danger' },
  'too-much': { tone: 'danger', icon: 'danger' },
  empty: { tone: 'danger', icon: 'danger' },
  copied: { tone: 'danger', icon: 'danger' },
}

/** What came of a part, as a sign and in words. */
export function RequestSign({ status }: { status: Status }) {
  const t = useT()
  const { tone, icon } = signs[status]
  return (
    <Tag tone={tone}>
      <Icon name={icon} /> {t(`request.status.${status}`)}
    </Tag>
  )
}

type Props = { verdict: NonNullable<ElementView['verdict']>; authored: AuthoredAttributes }

/** How one element was marked: what is missing, what it must not tell, and the model answer once it may be seen. */
export function RequestVerdict({ verdict: { status, missing, disclosed, modelHtml }, authored }: Props) {
  const t = useT()
  const named = missing.filter(({ name }) => name !== null)
  const hints = missing.filter(({ name, hintHtml }) => name === null && hintHtml !== '')
  return (
    <div className="request__verdict" data-status={status}>
      <p>
        <RequestSign status={status} />
      </p>
      {status === 'copied' && <p>{t('request.told.copied')}</p>}
      {status === 'empty' && <p>{t('request.told.empty')}</p>}
      {missing.length > 0 && named.length === 0 && <p>{t('request.told.missingCount', { count: missing.length })}</p>}
      {hints.length > 0 && (
        <ul {...authored}>
          {hints.map(({ hintHtml }, index) => (
            <li key={index}>
              <AuthoredHtml html={hintHtml} />
            </li>
          ))}
        </ul>
      )}
      <Facts title={t('request.told.missing')} facts={named} authored={authored} />
      <Facts title={t('request.told.disclosed')} facts={disclosed} authored={authored} />
      {modelHtml !== null && (
        <details>
          <summary>{t('request.told.model')}</summary>
          <Prose html={modelHtml} {...authored} />
        </details>
      )}
    </div>
  )
}

type FactsProps = {
  title: string
  facts: readonly { name: string | null; hintHtml: string }[]
  authored: AuthoredAttributes
}

function Facts({ title, facts, authored }: FactsProps) {
  if (facts.length === 0) return null
  return (
    <>
      <p>
        <strong>{title}</strong>
      </p>
      <ul {...authored}>
        {facts.map(({ name, hintHtml }, index) => (
          <li key={index}>
            <strong>{name}</strong>
            {hintHtml && <AuthoredHtml html={hintHtml} />}
          </li>
        ))}
      </ul>
    </>
  )
}
