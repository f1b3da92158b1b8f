import { useId, type HTMLInputTypeAttribute, type ReactNode } from 'react'

import { useT } from '#app/i18n/use-translation.tsx'

import { describe, ErrorText, Field, fieldClass, fieldId, Hint, type FieldProps } from './field.tsx'

/** Translated texts by field name; the key '' holds what is wrong with the form as a whole. */
export type FieldErrors = Partial<Record<string, readonly string[]>>

type ErrorSummaryProps = {
  errors: FieldErrors
  /** The names of the page's fields, in its order. */
  fields: readonly string[]
}

/**
 * Every error of a form, above it, each a link to its field. What is wrong with the form as a whole
 * comes first, then the fields in the order of the page, then errors of fields the page does not name.
 */
export function ErrorSummary({ errors, fields }: ErrorSummaryProps) {
  const t = useT()
  const titleId = useId()
  const names = [...new Set(['', ...fields, ...Object.keys(errors)])]
  const targetOf = (name: string) => (fields.includes(name) ? fieldId(name) : undefined)
  const lines = names.flatMap((name) => (errors[name] ?? []).map((text) => ({ text, target: targetOf(name) })))
  if (lines.length === 0) return null
  return (
    // eslint-disable-next-line jsx-a11y/no-autofocus -- a page that comes back with errors begins at them
    <div className="error-summary" role="alert" aria-labelledby={titleId} tabIndex={-1} autoFocus>
      <h2 id={titleId}>{t('ui.errorSummary.title')}</h2>
      <ul>
        {lines.map(({ text, target }) => (
          <li key={`${target} ${text}`}>{target ? <a href={`#${target}`}>{text}</a> : text}</li>
        ))}
      </ul>
    </div>
  )
}

type FormProps = {
  action?: string
  method?: 'post' | 'get'
  children: ReactNode
  hidden?: Record<string, string>
  className?: string
  noValidate?: boolean
  /** For a form with a file. */
  encType?: 'multipart/form-data'
}

export function Form({
  action,
  method = 'post',
  children,
  hidden = {},
  className = 'form',
  noValidate,
  encType,
}: FormProps) {
  return (
    <form action={action} method={method} className={className} noValidate={noValidate} encType={encType}>
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {children}
    </form>
  )
}

type ControlProps = FieldProps & {
  defaultValue?: string | number
  autoComplete?: string
  required?: boolean
  dir?: 'ltr' | 'rtl' | 'auto'
}

type TypedProps = ControlProps & { maxLength?: number; spellCheck?: boolean; inputMode?: 'numeric' }

export function TextField({
  label,
  hint,
  error,
  type = 'text',
  ...input
}: TypedProps & { type?: HTMLInputTypeAttribute }) {
  const field = describe({ ...input, hint, error })
  return (
    <Field {...field} label={label} hint={hint} error={error}>
      <input {...input} {...field.control} type={type} className="input" />
    </Field>
  )
}

export function FileField({ label, hint, error, ...input }: FieldProps & { accept?: string; required?: boolean }) {
  const field = describe({ ...input, hint, error })
  return (
    <Field {...field} label={label} hint={hint} error={error}>
      <input {...input} {...field.control} type="file" className="input input--file" />
    </Field>
  )
}

export function TextArea({ label, hint, error, rows = 5, ...input }: TypedProps & { rows?: number }) {
  const field = describe({ ...input, hint, error })
  return (
    <Field {...field} label={label} hint={hint} error={error}>
      <textarea {...input} {...field.control} rows={rows} className="input" />
    </Field>
  )
}

/** `lang`: of the label, where it is not the page's. */
type SelectOption = { value: string; label: string; lang?: string }

type SelectFieldProps = ControlProps & {
  options?: readonly SelectOption[]
  groups?: readonly { label: string; options: readonly SelectOption[] }[]
  /** The text of a first option with an empty value. */
  emptyLabel?: string
}

export function SelectField({ label, hint, error, options = [], groups = [], emptyLabel, ...input }: SelectFieldProps) {
  const field = describe({ ...input, hint, error })
  return (
    <Field {...field} label={label} hint={hint} error={error}>
      <select {...input} {...field.control} className="input input--select">
        {emptyLabel !== undefined && <option value="">{emptyLabel}</option>}
        <Options options={options} />
        {groups.map((group) => (
          <optgroup key={group.label} label={group.label}>
            <Options options={group.options} />
          </optgroup>
        ))}
      </select>
    </Field>
  )
}

function Options({ options }: { options: readonly SelectOption[] }) {
  return (
    <>
      {options.map((option) => (
        <option key={option.value} value={option.value} lang={option.lang}>
          {option.label}
        </option>
      ))}
    </>
  )
}

type Choice = { value: string; label: ReactNode; hint?: ReactNode; checked?: boolean }

type ChoiceGroupProps = Omit<FieldProps, 'label'> & {
  kind: 'radio' | 'checkbox'
  legend: ReactNode
  options: readonly Choice[]
}

/** The first choice carries the field's own id, so that an error summary leads to something that takes the focus. */
export function ChoiceGroup({ kind, name, legend, hint, error, options }: ChoiceGroupProps) {
  const field = describe({ name, hint, error })
  const isInvalid = field.control['aria-invalid']
  return (
    <div className={fieldClass(error)}>
      <fieldset
        className="field__group"
        role={kind === 'radio' ? 'radiogroup' : undefined}
        aria-describedby={field.control['aria-describedby']}
        aria-invalid={kind === 'radio' ? isInvalid : undefined}
      >
        <legend className="field__label">{legend}</legend>
        {hint && <Hint id={field.hintId}>{hint}</Hint>}
        <ErrorText id={field.errorId} error={error} />
        {options.map((option, index) => {
          const optionId = index === 0 ? field.id : `${field.id}-${index + 1}`
          return (
            <div className="choice" key={option.value}>
              <input
                id={optionId}
                type={kind}
                name={name}
                value={option.value}
                defaultChecked={option.checked}
                aria-invalid={kind === 'checkbox' ? isInvalid : undefined}
                aria-describedby={option.hint ? `${optionId}-hint-text` : undefined}
              />
              <label htmlFor={optionId}>{option.label}</label>
              {option.hint && <Hint id={`${optionId}-hint-text`}>{option.hint}</Hint>}
            </div>
          )
        })}
      </fieldset>
    </div>
  )
}
