package services.auth;

import java.net.http.HttpRequest;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import services.backing.BackingServices;

import static org.assertj.core.api.Assertions.assertThat;

/** Clients from anywhere, by way of a trusted proxy that tells their addresses, of a service that throttles. */
public final class BehindProxy {

    private static final AtomicInteger ADDRESSES = new AtomicInteger();

    private BehindProxy() {}

    public static AuthServiceUnderTest throttled(BackingServices backing, Map<String, Object> settings) {
        Map<String, Object> all = new HashMap<>(
                Map.of("auth-service.throttling.enabled", true, "auth-service.trusted-proxies", "127.0.0.1"));
        all.putAll(settings);
        return AuthServiceUnderTest.on(backing, all);
    }

    /** An address from which nobody else comes. */
    public static String address() {
        int number = ADDRESSES.incrementAndGet();
        return "2001:db8:%x:%x::1".formatted(number >> 16, number & 0xffff);
    }

    /** @param cookie of the device, empty for one that has none */
    public static Answer login(
            AuthServiceUnderTest service, String name, String password, String address, String cookie) {
        HttpRequest.Builder request =
                request(service, "/login", Map.of("username", name, "password", password), address);
        return service.send(cookie.isEmpty() ? request : request.header("Cookie", "device=" + cookie));
    }

    public static Answer post(AuthServiceUnderTest service, String path, Map<String, ?> body, String address) {
        return service.send(request(service, path, body, address));
    }

    /** The cookie that a login gave the device. */
    public static String cookie(Answer login) {
        assertThat(login.status()).isEqualTo(200);
        String set = login.header("Set-Cookie");
        return set.substring("device=".length(), set.indexOf(';'));
    }

    private static HttpRequest.Builder request(
            AuthServiceUnderTest service, String path, Map<String, ?> body, String address) {
        return service.request(service.publicUri(path))
                .header("Content-Type", "application/json")
                .header("X-Forwarded-For", address)
                .POST(HttpRequest.BodyPublishers.ofString(AuthServiceUnderTest.json(body)));
    }
}
