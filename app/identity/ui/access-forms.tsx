import type { ReactNode } from 'react'
import { useT } from '#app/i18n/use-translation.tsx'
import { Button, ButtonLink, ButtonRow, type ButtonVariant } from '#app/ui/button.tsx'
import { Form } from '#app/ui/form.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { AccessCards, type PrintedCard } from './access-cards.tsx'

/** A card lets a person in who has never been in, or who lost the password. */
export function CardForm() {
  const t = useT()
  return (
    <ActionForm intent="card" text={t('admin.person.cardText')} variant="primary">
      {t('admin.person.card')}
    </ActionForm>
  )
}

/** A card that was just made, to be printed and handed over. No later page can show it. */
export function IssuedCard({ card, address, back }: { card: PrintedCard; address: string; back: string }) {
  const t = useT()
  return (
    <>
      <Notice tone="success" role="status" title={t('admin.person.cardDone')}>
        <p>{t('admin.person.cardDoneText')}</p>
      </Notice>
      <AccessCards cards={[card]} address={address} />
      <ButtonRow>
        <ButtonLink href={back} variant="secondary">
          {t('admin.person.back', { name: card.displayName })}
        </ButtonLink>
      </ButtonRow>
    </>
  )
}

type AccessFormsProps = { isSuspended: boolean; hasSecondFactor: boolean; sessions: number }

/** What an administrator can do about a person's way in. One's own is changed elsewhere, by showing it. */
export function AccessForms({ isSuspended, hasSecondFactor, sessions }: AccessFormsProps) {
  const t = useT()
  return (
    <>
      {hasSecondFactor && (
        <ActionForm intent="second-factors" text={t('admin.person.secondFactorsText')} variant="secondary">
          {t('admin.person.secondFactors')}
        </ActionForm>
      )}
      {sessions > 0 && (
        <ActionForm intent="sign-out" text={t('admin.person.signOutText', { sessions })} variant="secondary">
          {t('admin.person.signOut')}
        </ActionForm>
      )}
      {isSuspended ? (
        <ActionForm intent="restore" text={t('admin.person.restoreText')} variant="secondary">
          {t('admin.person.restore')}
        </ActionForm>
      ) : (
        <ActionForm intent="suspend" text={t('admin.person.suspendText')} variant="danger">
          {t('admin.person.suspend')}
        </ActionForm>
      )}
    </>
  )
}

type ActionFormProps = { intent: string; text: string; variant: ButtonVariant; children: ReactNode }

function ActionForm({ intent, text, variant, children }: ActionFormProps) {
  return (
    <Form hidden={{ intent }}>
      <p>{text}</p>
      <ButtonRow>
        <Button variant={variant}>{children}</Button>
      </ButtonRow>
    </Form>
  )
}
