import type { ReactNode } from 'react'
import { useT } from '#app/i18n/use-translation.tsx'
import { Button, ButtonRow, type ButtonVariant } from '#app/ui/button.tsx'
import { Form } from '#app/ui/form.tsx'

/** What an administrator can do about a person's way in. One's own password is changed with the old one, elsewhere. */
export function AccessForms({ isSelf, isSuspended }: { isSelf: boolean; isSuspended: boolean }) {
  const t = useT()
  return (
    <>
      {isSelf ? (
        <p>
          <a href="/account">{t('admin.person.ownPassword')}</a>
        </p>
      ) : (
        <ActionForm intent="password" text={t('admin.person.newPasswordText')} variant="secondary">
          {t('admin.person.newPassword')}
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
