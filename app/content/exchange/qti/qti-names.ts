/** Namespaces, types and addresses of QTI 3.0 (1EdTech, "QTI v3.0", Final 1 May 2022). */
export const ITEM_SPACE = 'http://www.imsglobal.org/xsd/imsqtiasi_v3p0'
export const ITEM_SCHEMA = 'https://purl.imsglobal.org/spec/qti/v3p0/schema/xsd/imsqti_asiv3p0_v1p0.xsd'
export const PACKAGE_SPACE = 'http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1'
export const PACKAGE_SCHEMA = 'https://purl.imsglobal.org/spec/qti/v3p0/schema/xsd/imsqtiv3p0_imscpv1p2_v1p0.xsd'
export const ITEM_TYPE = 'imsqti_item_xmlv3p0'
export const TEST_TYPE = 'imsqti_test_xmlv3p0'

const SCHEMA_SPACE = 'http://www.w3.org/2001/XMLSchema-instance'

/** The attributes of a file's first element that say what it is. */
export const documentOf = (space: string, schema: string) =>
  `xmlns="${space}" xmlns:xsi="${SCHEMA_SPACE}" xsi:schemaLocation="${space} ${schema}"`

/** An identifier as QTI has them: letters, digits, - and _, none of the last three first. Our ids may begin with a digit. */
export const qtiIdentifier = (id: string) => `q-${id.replace(/[^A-Za-z0-9_-]/g, '-')}`
