/**
 * PostgreSQL and Redis for tests and for the system on one machine: the configured ones, else servers in Docker, else
 * embedded ones. Every server here can be killed, paused and started again on its port, which the tests of the
 * promises need.
 *
 * <p>{@link services.backing.BackingServices} is the way in. Containers are Testcontainers', and only {@code Docker*}
 * knows it. The SMTP server is GreenMail, which only {@link services.backing.Smtp} knows. Schemas belong to the services.
 */
@NullMarked
package services.backing;

import org.jspecify.annotations.NullMarked;
