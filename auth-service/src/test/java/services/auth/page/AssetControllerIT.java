package services.auth.page;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import services.auth.Answer;
import services.auth.AuthServiceUnderTest;
import services.backing.BackingServices;

import static org.assertj.core.api.Assertions.assertThat;

class AssetControllerIT {

    private final AuthServiceUnderTest service = AuthServiceUnderTest.shared();

    @Test
    void everythingThatAPageRefersToIsHereAndMayBeKeptForGood() {
        Document page = new Browser(service).open("/signin").document();
        List<String> links = page.select("link[href]").eachAttr("href");

        assertThat(links).hasSize(2).allSatisfy(link -> {
            Answer asset = get(link);
            assertThat(asset.status()).isEqualTo(200);
            assertThat(asset.header("Cache-Control")).isEqualTo("public, max-age=31536000, immutable");
            assertThat(asset.header("X-Content-Type-Options")).isEqualTo("nosniff");
        });
        Answer css = get(page.select("link[rel=stylesheet]").attr("href"));
        assertThat(css.header("Content-Type")).startsWith("text/css");
        assertThat(css.body()).contains("--accent:#1d4ed8", "--on-accent:#ffffff", "prefers-color-scheme: dark");
        assertThat(css.body()).doesNotContain("url(", "@import");
        assertThat(get(page.select("link[rel=icon]").attr("href")).header("Content-Type"))
                .isEqualTo("image/svg+xml");
    }

    @Test
    void oldAddressStillHasAStyleThatIsNotKept() {
        Answer css = get("/assets/of-another-version/pages.css");

        assertThat(css.status()).isEqualTo(200);
        assertThat(css.header("Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void nothingElseOfTheClassPathIsServed() {
        for (String name : List.of("x", "layout.html", "texts.en.properties", "..%2Fapplication.properties", "%00")) {
            assertThat(get("/assets/x/" + name).status()).as(name).isEqualTo(404);
        }
    }

    @Test
    void internalListenerHasNoPages() {
        for (String path : List.of("/signin", "/assets/x/pages.css", "/account")) {
            assertThat(service.send(service.request(service.internalUri(path))).status())
                    .as(path)
                    .isEqualTo(404);
        }
    }

    @Test
    void brandIsWhatIsSet(@TempDir Path folder) throws IOException {
        Path logo = Files.writeString(folder.resolve("logo.svg"), "<svg xmlns=\"http://www.w3.org/2000/svg\"/>");
        Map<String, Object> settings = Map.of(
                "auth-service.page.name", "Tom & Jerry's <b>",
                "auth-service.page.logo", logo.toString(),
                "auth-service.page.colour", "FACC15");
        try (AuthServiceUnderTest branded = AuthServiceUnderTest.on(BackingServices.shared(), settings)) {
            Document page = new Browser(branded).open("/signin").document();

            assertThat(page.title()).isEqualTo("Sign in · Tom & Jerry's <b>");
            assertThat(page.select(".brand img").attr("alt")).isEqualTo("Tom & Jerry's <b>");
            Answer served = branded.send(
                    branded.request(branded.publicUri(page.select(".brand img").attr("src"))));
            assertThat(served.header("Content-Type")).isEqualTo("image/svg+xml");
            assertThat(served.header("Content-Security-Policy")).contains("sandbox");
            assertThat(branded.send(branded.request(branded.publicUri(
                                    page.select("link[rel=stylesheet]").attr("href"))))
                            .body())
                    .startsWith(":root{--accent:#facc15;--on-accent:#000000;");
        }
    }

    @Test
    void logoOfAnotherHostMayBeShown() {
        Map<String, Object> settings = Map.of("auth-service.page.logo", "https://www.example.com/logo.svg");
        try (AuthServiceUnderTest branded = AuthServiceUnderTest.on(BackingServices.shared(), settings)) {
            Answer answer = new Browser(branded).get("/signin");

            assertThat(answer.header("Content-Security-Policy")).contains("img-src 'self' https://www.example.com;");
            assertThat(Browser.page(answer).document().select(".brand img").attr("src"))
                    .isEqualTo("https://www.example.com/logo.svg");
        }
    }

    private Answer get(String path) {
        return service.send(service.request(service.publicUri(path)));
    }
}
