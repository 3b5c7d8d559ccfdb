package services.auth.oauth2.device;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import services.auth.clientaddress.ClientAddresses;
import services.auth.error.TooManyRequestsException;
import services.auth.oauth2.client.Client;
import services.auth.oauth2.client.Clients;
import services.auth.oauth2.code.AuthorizationGrant;
import services.auth.oauth2.code.DeviceCodes;
import services.auth.oauth2.code.DeviceRequest;
import services.auth.oauth2.code.UserCode;
import services.auth.oauth2.consent.Consents;
import services.auth.oauth2.consent.RequestingClients;
import services.auth.page.DeviceConsentPage;
import services.auth.page.Visit;
import services.auth.session.BrowserSession;
import services.auth.token.Scope;
import services.auth.user.User;
import services.auth.user.Users;

/** Takes a user's word on what a device asks for. */
@Singleton
class DeviceApproval {

    private final DeviceCodes deviceCodes;
    private final Clients clients;
    private final Users users;
    private final Consents consents;
    private final UserCodeLimit limit;
    private final ClientAddresses clientAddresses;
    private final Clock clock;

    DeviceApproval(
            DeviceCodes deviceCodes,
            Clients clients,
            Users users,
            Consents consents,
            UserCodeLimit limit,
            ClientAddresses clientAddresses,
            Clock clock) {
        this.deviceCodes = deviceCodes;
        this.clients = clients;
        this.users = users;
        this.consents = consents;
        this.limit = limit;
        this.clientAddresses = clientAddresses;
        this.clock = clock;
    }

    /**
     * What the user is asked.
     *
     * @param action the path that the answer is posted to
     * @return nothing when no device shows that code
     * @throws TooManyRequestsException after too many codes
     */
    Optional<DeviceConsentPage> question(String typed, BrowserSession browser, String action, HttpRequest<?> http) {
        return find(typed, browser, http)
                .map(waiting -> new DeviceConsentPage(
                        RequestingClients.of(waiting.client(), Visit.of(http).language()),
                        users.find(browser.userId()).map(User::username).orElse(""),
                        waiting.userCode().toString(),
                        List.copyOf(waiting.scope().values()),
                        action,
                        Map.of("user_code", waiting.userCode().toString())));
    }

    /** @return whether the device still waited */
    boolean allow(String typed, BrowserSession browser, HttpRequest<?> http) {
        Optional<Waiting> found = find(typed, browser, http);
        found.ifPresent(waiting -> consents.give(browser.userId(), waiting.client(), waiting.scope()));
        return found.filter(waiting -> deviceCodes.allow(waiting.userCode(), grant(waiting.request(), browser, http)))
                .isPresent();
    }

    private AuthorizationGrant grant(DeviceRequest request, BrowserSession browser, HttpRequest<?> http) {
        return new AuthorizationGrant(
                clock.instant(),
                request.clientId(),
                null,
                browser.userId(),
                browser.generation(),
                request.scope(),
                null,
                browser.authTime(),
                browser.acr(),
                null,
                null,
                // a television goes on when its user closes the telephone
                null,
                clientAddresses.of(http).toString(),
                null);
    }

    /** @return whether the device still waited */
    boolean deny(String typed, BrowserSession browser, HttpRequest<?> http) {
        return find(typed, browser, http)
                .filter(waiting -> deviceCodes.deny(waiting.userCode()))
                .isPresent();
    }

    /** A device that waits for its user. */
    private record Waiting(UserCode userCode, DeviceRequest request, Client client) {

        Scope scope() {
            return Scope.parse(request.scope());
        }
    }

    private Optional<Waiting> find(String typed, BrowserSession browser, HttpRequest<?> http) {
        limit.count(browser, http);
        Optional<Waiting> found = UserCode.parse(typed).flatMap(this::find);
        found.ifPresent(ignored -> limit.giveBack(browser, http));
        return found;
    }

    private Optional<Waiting> find(UserCode userCode) {
        return deviceCodes
                .find(userCode)
                .flatMap(request ->
                        clients.find(request.clientId()).map(client -> new Waiting(userCode, request, client)));
    }
}
