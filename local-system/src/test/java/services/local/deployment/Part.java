package services.local.deployment;

import java.util.Map;

/** The services, each with the settings that it knows. */
enum Part {
    AUTH(KnownSettings.AUTH),
    RESOURCE(KnownSettings.RESOURCE);

    private final KnownSettings known;

    Part(KnownSettings known) {
        this.known = known;
    }

    /** Its name, and that of all that is its own on Kubernetes. */
    String service() {
        return known.service();
    }

    KnownSettings known() {
        return known;
    }

    int publicPort() {
        return known.number("port");
    }

    int internalPort() {
        return known.number("internal-port");
    }

    /** What it is told on Kubernetes, without its secrets. */
    Map<String, String> settings() {
        return ProjectFile.settings(Manifests.FOLDER + service() + ".env");
    }
}
