import { useT } from '#app/i18n/use-translation.tsx'
import { Button } from '#app/ui/button.tsx'
import { type FieldErrors, Form, TextArea } from '#app/ui/form.tsx'
import { REASON_LENGTH } from '../regrade-form.ts'

type Props = {
  /** What is to be done, as the dry run showed it. */
  hidden: Record<'quiz' | 'question' | 'wording' | 'remedy' | 'digest', string>
  typed: string
  errors: FieldErrors
}

/** The correction itself: with a reason, for exactly what the dry run showed. */
export function ApplyForm({ hidden, typed, errors }: Props) {
  const t = useT()
  return (
    <>
      <h3>{t('regrade.rules')}</h3>
      <ul>
        <li>{t('regrade.ruleCompletion')}</li>
        <li>{t('regrade.ruleCounts')}</li>
        <li>{t('regrade.ruleStands')}</li>
        <li>{t('regrade.ruleTold')}</li>
      </ul>
      <Form hidden={hidden} noValidate>
        <TextArea
          name="reason"
          label={t('regrade.reason')}
          hint={t('regrade.reasonHint')}
          error={errors.reason}
          defaultValue={typed}
          maxLength={REASON_LENGTH.most}
          rows={3}
          dir="auto"
          required
        />
        <Button variant="danger">{t(hidden.remedy === 'as-asked' ? 'regrade.applyBack' : 'regrade.apply')}</Button>
      </Form>
    </>
  )
}
