import { useT } from '#app/i18n/use-translation.tsx'
import { Button, ButtonRow } from '#app/ui/button.tsx'
import { type FieldErrors, Form, TextArea, TextField } from '#app/ui/form.tsx'
import { MOST_MINUTES } from '../attempt-change.ts'

/** The fields of either form, in their order, for the summary of errors. */
export const changeFieldNames = ['minutes', 'reason'] as const

type ChangeAttemptFormProps = {
  intent: 'extend' | 'reopen'
  /** The last change that the page shows. */
  seen: string
  /** Whether the quiz has a limit. */
  isTimed: boolean
  errors: FieldErrors
  typed: Record<string, string>
}

/** Gives an attempt more time, or lets the person go on with one that was handed in. */
export function ChangeAttemptForm({ intent, seen, isTimed, errors, typed }: ChangeAttemptFormProps) {
  const t = useT()
  return (
    <Form hidden={{ intent, seen }}>
      {isTimed && (
        <TextField
          name="minutes"
          inputMode="numeric"
          label={t(`examiners.minutes.${intent}`)}
          hint={t(`examiners.minutesHint.${intent}`, { most: MOST_MINUTES })}
          error={errors.minutes}
          defaultValue={typed.minutes}
          maxLength={4}
          required
        />
      )}
      <TextArea
        name="reason"
        label={t('examiners.reason')}
        hint={t('examiners.reasonHint')}
        error={errors.reason}
        defaultValue={typed.reason}
        rows={3}
        maxLength={500}
        dir="auto"
        required
      />
      <ButtonRow>
        <Button variant={intent === 'extend' ? 'primary' : 'secondary'}>{t(`examiners.submit.${intent}`)}</Button>
      </ButtonRow>
    </Form>
  )
}
