/**
 * auth-service: registers and logs in users, issues access tokens and judges them. Each package is one feature;
 * the arrows between them stand in ARCHITECTURE.md and are enforced by ArchitectureTest.
 */
@NullMarked
package services.auth;

import org.jspecify.annotations.NullMarked;
