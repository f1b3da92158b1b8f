import type { ReactNode } from 'react'
import { useT } from '#app/i18n/use-translation.tsx'
import { TextField } from '#app/ui/form.tsx'

type NameFieldProps = { hint: ReactNode; error: readonly string[] | undefined; typed: string | undefined }

/** Browsers offer to fill in names of the person who types (`own`), not those of somebody whom they enter. */
type WhoseFieldProps = NameFieldProps & { own: boolean }

/** Posts `username`. */
export function UsernameField({ own, typed, ...field }: WhoseFieldProps) {
  const t = useT()
  return (
    <TextField
      {...field}
      name="username"
      label={t('identity.field.username')}
      defaultValue={typed}
      autoComplete={own ? 'username' : 'off'}
      spellCheck={false}
      dir="auto"
      required
    />
  )
}

/** Posts `displayName`. */
export function DisplayNameField({ own, typed, ...field }: WhoseFieldProps) {
  const t = useT()
  return (
    <TextField
      {...field}
      name="displayName"
      label={own ? t('identity.field.displayName') : t('admin.newPerson.displayName')}
      defaultValue={typed}
      autoComplete={own ? 'name' : 'off'}
      dir="auto"
      required
    />
  )
}

/** Posts `name`: by what somebody says who they are to come in. */
export function SignInNameField({ label, error, typed }: Omit<NameFieldProps, 'hint'> & { label: string }) {
  return (
    <TextField
      name="name"
      label={label}
      error={error}
      defaultValue={typed}
      autoComplete="username"
      spellCheck={false}
      dir="auto"
      required
    />
  )
}
