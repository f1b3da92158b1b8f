/** What access codes are sealed for. */
export const CODE_PURPOSE = 'access code'
