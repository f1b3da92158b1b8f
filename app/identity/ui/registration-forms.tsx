import { useT } from '#app/i18n/use-translation.tsx'
import { Button, ButtonRow } from '#app/ui/button.tsx'
import { type FieldErrors, Form, TextField } from '#app/ui/form.tsx'
import { Section } from '#app/ui/page.tsx'
import { AccountFields } from './account-fields.tsx'
import type { AgencyGroup } from './agency-select.tsx'
import { SharedChoice } from './shared-choice.tsx'

type FormProps = { errors: FieldErrors; typed: Record<string, string> }

type RegistrationFormProps = FormProps & {
  agencies: readonly AgencyGroup[]
  /** Whether an enrolment key is asked for: first of all, last and only if there is one, or not at all. */
  keyField?: 'needed' | 'offered' | 'none'
}

/** Opens an account. Posts `intent` register. */
export function RegistrationForm({ errors, typed, agencies, keyField = 'none' }: RegistrationFormProps) {
  const t = useT()
  return (
    <Form hidden={{ intent: 'register' }}>
      {keyField === 'needed' && (
        <KeyField label={t('waysIn.register.key')} error={errors.key} value={typed.key} required />
      )}
      <AccountFields errors={errors} typed={typed} agencies={agencies} />
      {keyField === 'offered' && (
        <KeyField label={t('waysIn.register.keyOptional')} error={errors.key} value={typed.key} required={false} />
      )}
      <SharedChoice typed={typed} />
      <ButtonRow>
        <Button>{t('identity.register.submit')}</Button>
      </ButtonRow>
    </Form>
  )
}

type KeyFieldProps = { label: string; error?: readonly string[]; value?: string; required: boolean }

function KeyField({ label, error, value, required }: KeyFieldProps) {
  const t = useT()
  return (
    <TextField
      name="key"
      label={label}
      hint={t('waysIn.register.keyHint')}
      error={error}
      defaultValue={value}
      autoComplete="off"
      spellCheck={false}
      dir="ltr"
      required={required}
    />
  )
}

/** Asks for the address that a link is sent to. Posts `intent` mail. */
export function AskForLink({ errors, typed }: FormProps) {
  const t = useT()
  return (
    <Form hidden={{ intent: 'mail' }}>
      <TextField
        name="email"
        type="email"
        label={t('waysIn.register.email')}
        error={errors.email}
        defaultValue={typed.email}
        autoComplete="email"
        required
      />
      <ButtonRow>
        <Button>{t('waysIn.register.send')}</Button>
      </ButtonRow>
    </Form>
  )
}

/** Asks for an enrolment key, to go on with. Whether it is right is seen with the whole form, which counts guesses. */
export function AskForKey({ isOnly }: { isOnly: boolean }) {
  const t = useT()
  return (
    <Section title={t('waysIn.ways.keyAsk')}>
      <Form method="get" action="/register">
        <KeyField label={t('waysIn.register.key')} required />
        <ButtonRow>
          <Button variant={isOnly ? 'primary' : 'secondary'}>{t('waysIn.register.goOn')}</Button>
        </ButtonRow>
      </Form>
    </Section>
  )
}
