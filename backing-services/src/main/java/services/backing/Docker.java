package services.backing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The Docker engine of this machine, through its command line. */
final class Docker {

    private static final Duration ANSWER = Duration.ofSeconds(10);
    private static final Duration PULL = Duration.ofMinutes(10);

    private Docker() {}

    /** Why that image cannot be run here, or an empty text when it can. Pulls an image that is absent. */
    static String obstacle(String image) {
        Command.Result engine = docker("version", "--format", "{{.Server.Version}}")
                .within(ANSWER)
                .run();
        if (!engine.succeeded()) {
            return "no Docker engine answers (" + engine.lastLine().replaceAll(": .*", "") + ")";
        }
        if (docker("image", "inspect", image).run().succeeded()) {
            return "";
        }
        Command.Result pull = docker("pull", "--quiet", image)
                .within(PULL)
                .thatCanBeBrokenOff()
                .run();
        return pull.succeeded()
                ? ""
                : "the image " + image + " is not here and cannot be pulled (" + pull.lastLine() + ")";
    }

    static Command docker(String... arguments) {
        List<String> words = new ArrayList<>(List.of("docker"));
        words.addAll(List.of(arguments));
        return Command.of(words);
    }

    static Command docker(List<String> arguments) {
        return docker(arguments.toArray(String[]::new));
    }
}
