package services.auth.clientadministration;

import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import services.auth.oauth2.client.ClientShape;

/**
 * How a page of clients is described.
 *
 * @param next what to send as {@code after} for the page behind this one; null when this is the last
 */
record ClientPageShape(List<ClientShape> items, @Nullable UUID next) {}
