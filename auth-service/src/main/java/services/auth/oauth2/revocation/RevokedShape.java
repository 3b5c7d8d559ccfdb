package services.auth.oauth2.revocation;

/** How the answer to a revocation is described: it is an object without members, which nobody need read (RFC 7009 section 2.2). */
record RevokedShape() {}
