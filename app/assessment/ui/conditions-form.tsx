import { useT } from '#app/i18n/use-translation.tsx'
import { Button } from '#app/ui/button.tsx'
import { ChoiceGroup, type FieldErrors, Form, TextArea, TextField } from '#app/ui/form.tsx'
import { CODE_LENGTH } from '../conditions/conditions.ts'

type Props = {
  shown: { accessCode: string; networks: string; oneDevice: boolean }
  errors: FieldErrors
  /** The network address of who looks at the page. */
  address: string
}

/** What a quiz asks of those who sit it, to be changed. */
export function ConditionsForm({ shown, errors, address }: Props) {
  const t = useT()
  return (
    <Form>
      <TextField
        name="accessCode"
        label={t('conditions.accessCode')}
        hint={t('conditions.hint.accessCode')}
        error={errors.accessCode}
        defaultValue={shown.accessCode}
        maxLength={CODE_LENGTH.most}
        autoComplete="off"
        spellCheck={false}
        dir="auto"
      />
      <TextArea
        name="networks"
        label={t('conditions.networks')}
        hint={
          <>
            {t('conditions.hint.networks')} {t('conditions.networkYours', { address })}
          </>
        }
        error={errors.networks}
        defaultValue={shown.networks}
        rows={3}
        spellCheck={false}
        dir="ltr"
      />
      <ChoiceGroup
        kind="checkbox"
        name="oneDevice"
        legend={t('conditions.device')}
        options={[
          {
            value: 'on',
            label: t('conditions.oneDevice'),
            hint: t('conditions.hint.oneDevice'),
            checked: shown.oneDevice,
          },
        ]}
      />
      <Button>{t('conditions.save')}</Button>
    </Form>
  )
}
