/**
 * What deploys the system, read and held against the services: {@code docker-compose.yml}, {@code .env.example} and {@code
 * deploy/}. Nothing is started here.
 */
@NullMarked
package services.local.deployment;

import org.jspecify.annotations.NullMarked;
