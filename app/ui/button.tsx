import type { ReactNode } from 'react'

export type ButtonVariant = 'primary' | 'secondary' | 'danger' | 'quiet'

type ButtonProps = {
  variant?: ButtonVariant
  type?: 'submit' | 'button'
  name?: string
  value?: string
  /** The id of a form the button lies outside of. */
  form?: string
  formAction?: string
  disabled?: boolean
  children: ReactNode
}

export function Button({ variant = 'primary', type = 'submit', children, ...attributes }: ButtonProps) {
  return (
    <button className={`button button--${variant}`} type={type} {...attributes}>
      {children}
    </button>
  )
}

type ButtonLinkProps = {
  href: string
  variant?: ButtonVariant
  children: ReactNode
  /** True, or the file name to save under. */
  download?: boolean | string
}

export function ButtonLink({ href, variant = 'primary', children, download }: ButtonLinkProps) {
  return (
    <a className={`button button--${variant}`} href={href} download={download === true ? '' : download || undefined}>
      {children}
    </a>
  )
}

export function ButtonRow({ children }: { children: ReactNode }) {
  return <div className="button-row">{children}</div>
}
