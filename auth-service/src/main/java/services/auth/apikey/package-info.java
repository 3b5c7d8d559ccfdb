/**
 * API keys: long-lived credentials that users make for their programs. Makes and deletes them, and answers whether a
 * presented one is live: Redis first, PostgreSQL when Redis cannot tell. To Redis a key is a session without an idle timer,
 * so what is true of revoked sessions is true of deleted keys.
 */
@NullMarked
package services.auth.apikey;

import org.jspecify.annotations.NullMarked;
