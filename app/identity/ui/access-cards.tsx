import { useT, useTranslator } from '#app/i18n/use-translation.tsx'
import { QrCode } from '#app/ui/qr-code.tsx'

/** A card to be printed and handed over. `expiresAt` in milliseconds UTC. */
export type PrintedCard = {
  displayName: string
  username: string
  code: string
  expiresAt: number
  /** Where the person works, for whoever hands out many. */
  agency?: string
}

type AccessCardsProps = {
  cards: readonly PrintedCard[]
  /** Where people reach this site, such as `https://learn.example.org`. */
  address: string
}

/**
 * Access cards, eight on a printed page, to be cut out along their edges. Codes stand here once: whoever shows them
 * answers directly and lets nothing keep the page (`Cache-Control: no-store`).
 */
export function AccessCards({ cards, address }: AccessCardsProps) {
  const t = useT()
  return (
    <section className="access-cards" aria-label={t('waysIn.cards.label')}>
      <ul>
        {cards.map((card) => (
          <li key={card.code} className="access-card">
            <AccessCard {...card} address={address.replace(/\/+$/, '')} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function AccessCard({ displayName, username, code, expiresAt, agency, address }: PrintedCard & { address: string }) {
  const { t, date } = useTranslator()
  return (
    <>
      <div className="access-card__text">
        <p className="access-card__name">
          <bdi>{displayName}</bdi>
        </p>
        {agency && (
          <p>
            <bdi>{agency}</bdi>
          </p>
        )}
        <dl>
          <dt>{t('waysIn.cards.address')}</dt>
          <dd>
            <bdi dir="ltr" translate="no">
              {`${address.replace(/^https?:\/\//, '')}/card`}
            </bdi>
          </dd>
          <dt>{t('identity.field.username')}</dt>
          <dd>
            <bdi translate="no">{username}</bdi>
          </dd>
          <dt>{t('waysIn.cards.code')}</dt>
          <dd>
            <code dir="ltr">{code}</code>
          </dd>
        </dl>
      </div>
      <QrCode text={`${address}/card/${code}`} label={t('waysIn.cards.qr', { name: displayName })} />
      <p className="access-card__note">{t('waysIn.cards.until', { date: date(expiresAt) })}</p>
    </>
  )
}
