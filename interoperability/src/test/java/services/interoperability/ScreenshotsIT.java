package services.interoperability;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.chrome.ChromeDriver;

import static org.assertj.core.api.Assertions.assertThat;

/** The pages as Chromium shows them, light and dark: pictures in the folder that the system property {@code screenshots.folder} names. */
@Tag("debian")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ScreenshotsIT {

    private static final URI BACK = URI.create("http://127.0.0.1/callback");
    private static final Map<String, Object> SHOP = Map.of(
            "client_id", "shop",
            "client_secret", Provider.SECRET,
            "client_name", "The shop",
            "redirect_uris", List.of(BACK.toString()),
            "scope", "openid profile email data:read");

    private final Provider provider = Provider.start(SHOP);
    private final ChromeDriver chromium = Browser.chromium();
    private final Browser browser = new Browser(chromium);
    private final Path folder = Path.of(System.getProperty("screenshots.folder", "target/screenshots"));

    @AfterAll
    void stop() {
        browser.close();
        provider.close();
    }

    @Test
    void eachPageIsShownLightAndDark() throws IOException {
        Files.createDirectories(folder);
        shoot("/signup", "Create an account", "register");
        shoot("/signin", "Sign in", "sign-in");
        shoot("/forgotten-password", "Forgot your password?", "forgotten-password");
        shoot("/oauth2/authorize?client_id=nobody", "This app is not known here", "error");
        browser.go(provider.at("/signin"));
        browser.signIn(provider.register("anna"));
        browser.see(By.tagName("h1"));
        shoot("/signup/confirm", "Confirm your e-mail address", "confirm-email");
        shoot("/account", "Your account", "account");
        shoot(
                "/oauth2/authorize?client_id=shop&response_type=code&scope=openid+profile+email+data:read&state=shots&redirect_uri="
                        + BACK,
                "The shop asks for access",
                "consent");
        shoot("/device", "Connect a device", "device-code");
        browser.go(provider.at("/signout"));
        browser.decide("sign_out");
        shoot("You are signed out", "signed-out");
    }

    private void shoot(String path, String heading, String name) throws IOException {
        browser.go(provider.at(path));
        shoot(heading, name);
    }

    private void shoot(String heading, String name) throws IOException {
        browser.see(By.tagName("h1"));
        assertThat(chromium.findElement(By.tagName("h1")).getText()).contains(heading);
        byte[] light = picture("light");
        byte[] dark = picture("dark");
        assertThat(dark).isNotEqualTo(light);
        Files.write(folder.resolve(name + "-light.png"), light);
        Files.write(folder.resolve(name + "-dark.png"), dark);
    }

    private byte[] picture(String scheme) {
        chromium.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
        return chromium.getScreenshotAs(OutputType.BYTES);
    }
}
