package services.auth.login;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import jakarta.inject.Singleton;
import services.auth.clientaddress.ClientAddress;
import services.auth.session.Sessions;
import services.auth.user.User;
import services.auth.user.Users;

/** Where a user has logged in before: browsers that kept a cookie, and addresses. */
@Singleton
class KnownDevices {

    /** Whom the database is asked about in place of a user who does not exist, so that the answer takes as long. */
    private static final UUID NOBODY = new UUID(0, 0);

    private final DeviceCookies deviceCookies;
    private final Sessions sessions;
    private final Users users;
    private final LoginThrottlingConfiguration configuration;
    private final Clock clock;

    KnownDevices(
            DeviceCookies deviceCookies,
            Sessions sessions,
            Users users,
            LoginThrottlingConfiguration configuration,
            Clock clock) {
        this.deviceCookies = deviceCookies;
        this.sessions = sessions;
        this.users = users;
        this.configuration = configuration;
        this.clock = clock;
    }

    /**
     * A browser in which a user has logged in.
     *
     * @param id another one after each login
     */
    record Device(UUID user, String id) {}

    /** The device from which the attempt comes, if its cookie says that the named user has logged in there. */
    Optional<Device> find(LoginAttempt attempt) {
        Map<UUID, String> devices = deviceCookies.read(attempt.deviceCookie());
        return devices.isEmpty()
                ? Optional.empty()
                : users.findByLogin(attempt.username())
                        .map(User::id)
                        .flatMap(user -> Optional.ofNullable(devices.get(user)).map(id -> new Device(user, id)));
    }

    /** Whether the user has lately logged in from that address. */
    boolean isKnown(ClientAddress address, Optional<User> user) {
        return sessions.existsFrom(
                user.map(User::id).orElse(NOBODY),
                address.network(),
                clock.instant().minus(configuration.knownAddress()));
    }
}
