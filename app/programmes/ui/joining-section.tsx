import { useT } from '#app/i18n/use-translation.tsx'
import { Button, ButtonRow } from '#app/ui/button.tsx'
import { Form } from '#app/ui/form.tsx'
import { Facts, Section } from '#app/ui/page.tsx'
import { formatJoinCode } from '../join-code.ts'

/** The code of a cohort, how to hand it out, and the buttons that change it. They post `intent` to the page's own address. */
export function JoiningSection({ joinCode, joinAddress }: { joinCode: string | null; joinAddress: string }) {
  const t = useT()
  if (joinCode === null) {
    return (
      <Section title={t('manage.joining.title')} id="joining">
        <p>{t('manage.joining.closed')}</p>
        <Form hidden={{ intent: 'renew-code' }}>
          <Button variant="secondary">{t('manage.joining.open')}</Button>
        </Form>
      </Section>
    )
  }
  const code = formatJoinCode(joinCode)
  return (
    <Section title={t('manage.joining.title')} id="joining">
      <Facts items={[{ label: t('manage.joining.code'), value: <code dir="ltr">{code}</code> }]} />
      <p>{t('manage.joining.how')}</p>
      <p>{t('manage.joining.address', { address: `${joinAddress}?code=${code}` })}</p>
      <Form>
        <ButtonRow>
          <Button variant="secondary" name="intent" value="renew-code">
            {t('manage.joining.renew')}
          </Button>
          <Button variant="quiet" name="intent" value="close-joining">
            {t('manage.joining.close')}
          </Button>
        </ButtonRow>
      </Form>
    </Section>
  )
}
