package services.auth.login;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import jakarta.inject.Singleton;
import services.auth.error.UnavailableException;
import services.auth.login.KnownDevices.Device;
import services.auth.throttling.Limit;
import services.auth.throttling.Outcome;
import services.auth.throttling.Throttle;
import services.auth.user.Candidate;
import services.auth.user.Names;
import services.auth.user.PasswordHasher;
import services.auth.user.User;
import services.auth.user.Users;

/**
 * Lets passwords be guessed only so often, and keeps nobody from logging in where that user has logged in before.
 *
 * <p>Names that nobody has are counted like those that somebody has. A guess is counted before the password is looked at, and
 * taken back when it was the right one, so that guesses made at once are no more than guesses made one by one.
 */
@Singleton
class LoginThrottle {

    private final Throttle throttle;
    private final LoginLimits limits;
    private final KnownDevices knownDevices;
    private final Users users;
    private final PasswordAuthentication passwordAuthentication;
    private final PasswordHasher passwordHasher;

    LoginThrottle(
            Throttle throttle,
            LoginLimits limits,
            KnownDevices knownDevices,
            Users users,
            PasswordAuthentication passwordAuthentication,
            PasswordHasher passwordHasher) {
        this.throttle = throttle;
        this.limits = limits;
        this.knownDevices = knownDevices;
        this.users = users;
        this.passwordAuthentication = passwordAuthentication;
        this.passwordHasher = passwordHasher;
    }

    /** @throws UnavailableException when too many log in at once; nothing was counted or looked up */
    LoginOutcome authenticate(LoginAttempt attempt) {
        try (PasswordHasher.Place room = passwordHasher.reserve()) {
            return authenticate(attempt, room);
        }
    }

    private LoginOutcome authenticate(LoginAttempt attempt, PasswordHasher.Place room) {
        Optional<Device> device = knownDevices.find(attempt);
        String address = attempt.address().network();
        // each attempt counts, whatever its end
        if (throttle.tryConsume(limits.attempts(), address) instanceof Outcome.Refused refused && !hasReserve(device)) {
            return throttled(limits.attempts(), refused);
        }
        Candidate candidate = users.findCandidate(attempt.username());
        // the name as typed and not the user: else it would show which username and which e-mail address are of one
        // user
        String name = Names.key(attempt.username());
        Guess guess = new Guess();
        if (device.isEmpty()
                && guess.count(limits.delay(), name) instanceof Outcome.Refused refused
                && !knownDevices.isKnown(attempt.address(), candidate.user())) {
            return throttled(limits.delay(), refused);
        }
        String place = device.map(Device::id).orElse(address + " against " + name);
        if (guess.count(limits.failures(), place) instanceof Outcome.Refused refused) {
            guess.takeBack();
            return throttled(limits.failures(), refused);
        }
        return verify(candidate, attempt.password(), room, guess);
    }

    /** A user's devices have as many attempts of their own as an address, for when somebody else uses up those of theirs. */
    private boolean hasReserve(Optional<Device> device) {
        return device.isPresent()
                && throttle.tryConsume(limits.attempts(), device.get().user().toString()) instanceof Outcome.Allowed;
    }

    private LoginOutcome verify(Candidate candidate, String password, PasswordHasher.Place room, Guess guess) {
        try {
            Optional<User> authenticated = passwordAuthentication.authenticate(candidate, password, room);
            authenticated.ifPresent(ignored -> guess.takeBack());
            return authenticated
                    .<LoginOutcome>map(LoginOutcome.Authenticated::new)
                    .orElseGet(() ->
                            new LoginOutcome.WrongCredentials(candidate.user().map(User::id)));
        } catch (UnavailableException notLookedAt) {
            guess.takeBack();
            throw notLookedAt;
        }
    }

    private static LoginOutcome throttled(Limit limit, Outcome.Refused refused) {
        return new LoginOutcome.Throttled(limit.name(), refused.retryAfter());
    }

    /** A guess at a password, as it was counted. */
    private final class Guess {

        private record Counted(Limit limit, String key) {}

        private final List<Counted> counted = new ArrayList<>();

        Outcome count(Limit limit, String key) {
            Outcome outcome = throttle.tryConsume(limit, key);
            if (outcome instanceof Outcome.Allowed) {
                counted.add(new Counted(limit, key));
            }
            return outcome;
        }

        /** It was none, or the right one: what others have guessed stays counted. */
        void takeBack() {
            counted.forEach(one -> throttle.giveBack(one.limit(), one.key()));
        }
    }
}
