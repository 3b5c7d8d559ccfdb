package services.auth.page;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.micronaut.context.annotation.Context;
import io.micronaut.http.MediaType;
import org.jspecify.annotations.Nullable;
import services.auth.error.StartException;

/** What every page looks like: name, logo and colour as they are set, and the files that pages refer to. */
@Context
class Brand {

    private static final MediaType CSS = MediaType.of("text/css; charset=utf-8");
    private static final MediaType JAVASCRIPT = MediaType.of("text/javascript; charset=utf-8");
    private static final MediaType SVG = MediaType.of("image/svg+xml");
    private static final Map<String, MediaType> IMAGES = Map.of("svg", SVG, "png", MediaType.IMAGE_PNG_TYPE);

    /** The backgrounds that pages.css gives links. */
    private static final Colour LIGHT = Colour.WHITE;

    private static final Colour DARK = new Colour(0x1b, 0x20, 0x29);

    private final PageConfiguration configuration;
    private final Asset stylesheet;
    private final Asset icon;
    private final Asset script;
    private final Optional<URI> foreignLogo;
    private final Optional<Asset> logoFile;
    private final Map<String, Asset> assets;

    Brand(PageConfiguration configuration) {
        this.configuration = configuration;
        this.stylesheet = Asset.of("pages.css", CSS, css(configuration.accent()));
        this.icon = Asset.of("icon.svg", SVG, icon(configuration.accent()));
        this.script = Asset.of("form-post.js", JAVASCRIPT, Asset.read("form-post.js"));
        this.foreignLogo = configuration.logo().startsWith("https:")
                ? Optional.of(address(configuration.logo()))
                : Optional.empty();
        this.logoFile = foreignLogo.isPresent() || configuration.logo().isEmpty()
                ? Optional.empty()
                : Optional.of(readFile(configuration.logo()));
        this.assets = Stream.concat(Stream.of(stylesheet, icon, script), logoFile.stream())
                .collect(Collectors.toMap(Asset::name, Function.identity()));
    }

    private static byte[] css(Colour accent) {
        String colours = ":root{--accent:%s;--on-accent:%s;--accent-on-light:%s;--accent-on-dark:%s}\n"
                .formatted(accent, accent.ofTextOnIt(), accent.readableOn(LIGHT), accent.readableOn(DARK));
        return (colours + new String(Asset.read("pages.css"), StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] icon(Colour accent) {
        return new String(Asset.read("icon.svg"), StandardCharsets.UTF_8)
                .replace("ACCENT", accent.toString())
                .replace("INK", accent.ofTextOnIt().toString())
                .getBytes(StandardCharsets.UTF_8);
    }

    private static URI address(String logo) {
        try {
            URI address = new URI(logo);
            if (address.getHost() != null) {
                return address;
            }
        } catch (URISyntaxException malformed) {
            throw noAddress(logo);
        }
        throw noAddress(logo);
    }

    private static StartException noAddress(String logo) {
        return new StartException(
                "AUTH_SERVICE_PAGE_LOGO must be an https address or a file; this one is not: " + logo);
    }

    private static Asset readFile(String file) {
        String extension = file.substring(file.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        MediaType type = IMAGES.get(extension);
        if (type == null) {
            throw new StartException(
                    "AUTH_SERVICE_PAGE_LOGO must be an https address or an .svg or .png file; this one is not: "
                            + file);
        }
        try {
            return Asset.of("logo." + extension, type, Files.readAllBytes(Path.of(file)));
        } catch (IOException unreadable) {
            throw new StartException("AUTH_SERVICE_PAGE_LOGO names a file that cannot be read: " + file);
        }
    }

    Optional<Asset> asset(String name) {
        return Optional.ofNullable(assets.get(name));
    }

    /** The address of the logo where another host has it. */
    Optional<URI> foreignLogo() {
        return foreignLogo;
    }

    public String name() {
        return configuration.name();
    }

    /** Where the logo is, if there is one. */
    public @Nullable String logo() {
        return foreignLogo
                .map(URI::toString)
                .or(() -> logoFile.map(Asset::link))
                .orElse(null);
    }

    public String stylesheet() {
        return stylesheet.link();
    }

    /** Of {@link FormPostPage}. */
    public String script() {
        return script.link();
    }

    public String icon() {
        return icon.link();
    }
}
