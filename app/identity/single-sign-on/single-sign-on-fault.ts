/** Why signing in, linking or confirming by a provider came to nothing, as a page tells it. */
export type SingleSignOnFault =
  /** This browser began nothing that the answer belongs to, or it was finished already. */
  | 'expired'
  /** The person, or a rule of the provider, said no. */
  | 'declined'
  | 'unavailable'
  | 'untrusted'
  /** No account goes with the identity, or none that may be used: which, is not told. */
  | 'no-account'
  /** To link: the identity opens somebody else's account. */
  | 'taken'
  /** To link: another identity of the same provider is linked. */
  | 'another'
  /** To confirm: it was not the person who is signed in here. */
  | 'another-person'
  /** To confirm: the provider did not ask again. */
  | 'not-asked'
  /** To confirm: the account has a second factor, and the provider asked for none. */
  | 'no-second-factor'
