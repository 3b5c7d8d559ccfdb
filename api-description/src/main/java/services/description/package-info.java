/**
 * What {@code openapi.yml} says about the answers of a route. A controller names what is its own with {@link
 * services.description.Answers} and {@link services.description.Refuses}; what a route answers because it reads a body,
 * pages through a list or demands a token is told once, in {@link services.description.CommonRefusals}. Works while
 * the services are compiled and is no part of them; the document itself is written by Micronaut OpenAPI.
 */
@NullMarked
package services.description;

import org.jspecify.annotations.NullMarked;
