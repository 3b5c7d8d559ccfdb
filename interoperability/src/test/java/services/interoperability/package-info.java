/**
 * Clients that others wrote, against auth-service as it runs: Spring Security, openid-client and mod_auth_openidc log people in, and a browser does
 * the clicking. What auth-service says about itself is all that they are told. Tests with the tag {@code debian} need what the Maven profile
 * {@code debian-clients} says.
 */
@NullMarked
package services.interoperability;

import org.jspecify.annotations.NullMarked;
