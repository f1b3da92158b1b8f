/** How many codes a person is given at a time. Each is made, written and read like that of an access card. */
export const RECOVERY_CODES = 10

/** With so few left a person is reminded to make new ones. */
export const FEW_RECOVERY_CODES = 3
