package services.backing;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where a server of our own runs. */
enum Kind {
    DOCKER,
    EMBEDDED;

    static final String SETTING = "BACKING_SERVICES";

    private static final Logger LOG = LoggerFactory.getLogger(Kind.class);
    private static final String REMEMBERED = "kind";

    /** The kind that the data in the folder are of, else the one asked for, else Docker where it can run the image. */
    static Kind choose(String image, ServerFolder folder, Map<String, String> environment) {
        Optional<Kind> asked = Optional.ofNullable(environment.get(SETTING)).map(Kind::parse);
        Optional<Kind> remembered = folder.remembered(REMEMBERED).map(Kind::parse);
        Kind kind = remembered
                .map(data -> keep(data, asked, image, folder))
                .orElseGet(() -> asked.map(choice -> demand(choice, image)).orElseGet(() -> dockerElseEmbedded(image)));
        folder.remember(REMEMBERED, kind.toString());
        return kind;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    private static Kind keep(Kind data, Optional<Kind> asked, String image, ServerFolder folder) {
        if (asked.isPresent() && asked.get() != data) {
            throw new BackingServiceFailure("the data in " + folder.path() + " were made with " + SETTING + "=" + data
                    + " and " + SETTING + "=" + asked.get()
                    + " is asked for: change it, or start with empty data (./quickstart --fresh)");
        }
        String obstacle = data == DOCKER ? Docker.obstacle(image) : "";
        if (!obstacle.isEmpty()) {
            throw new BackingServiceFailure("the data in " + folder.path() + " were made with Docker, and now "
                    + obstacle + ": start Docker, or start with empty data (./quickstart --fresh)");
        }
        return data;
    }

    private static Kind demand(Kind asked, String image) {
        String obstacle = asked == DOCKER ? Docker.obstacle(image) : "";
        if (!obstacle.isEmpty()) {
            throw new BackingServiceFailure(SETTING + "=docker is asked for, but " + obstacle);
        }
        return asked;
    }

    private static Kind dockerElseEmbedded(String image) {
        String obstacle = Docker.obstacle(image);
        if (obstacle.isEmpty()) {
            return DOCKER;
        }
        LOG.info("Embedded instead of Docker's {}: {}", image, obstacle);
        return EMBEDDED;
    }

    private static Kind parse(String text) {
        return Arrays.stream(values())
                .filter(kind -> kind.toString().equalsIgnoreCase(text.strip()))
                .findFirst()
                .orElseThrow(() ->
                        new BackingServiceFailure(SETTING + " is \"" + text + "\", but must be docker or embedded"));
    }
}
